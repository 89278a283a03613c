namespace DeepWiki.Benchmarks.Corpus;

/// <summary>
/// Words of a domain nobody outside knows: made of syllables, many thousands of them, each rare. Without them every chunk would hold every word.
/// </summary>
internal static class RareWords
{
    private const int Count = 20_000;

    private static readonly string[] Beginnings =
        ["ba", "cor", "del", "fen", "gra", "hel", "jor", "kal", "lum", "mar", "nor", "pel", "quo", "ris", "sol", "tar", "ul", "ver", "wen", "zan"];
    private static readonly string[] Middles = ["ba", "ci", "do", "fe", "ga", "ki", "lo", "me", "ni", "po", "ra", "si", "to", "va", "xe"];
    private static readonly string[] Endings = ["ble", "dor", "gen", "ker", "let", "mint", "nex", "phor", "rix", "sum", "ter", "vis"];

    /// <summary>A word; the first ones of the list come up most.</summary>
    public static string Pick(Random random)
    {
        // Evenly over the logarithm of the rank is how words of real texts are spread.
        var rank = (int)Math.Exp(random.NextDouble() * Math.Log(Count));
        var word = Beginnings[rank % Beginnings.Length];
        rank /= Beginnings.Length;
        word += Endings[rank % Endings.Length];
        for (rank /= Endings.Length; rank > 0; rank /= Middles.Length)
        {
            word = Middles[rank % Middles.Length] + word;
        }

        return word;
    }
}
