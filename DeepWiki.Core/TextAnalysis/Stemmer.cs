namespace DeepWiki.Core.TextAnalysis;

/// <summary>
/// A light English stemmer: plurals, then one ending, then a final <c>e</c>. It brings <c>chunking</c>, <c>chunks</c> and <c>chunked</c>
/// together and leaves the rest alone; a bigger one gained nothing when measured.
/// </summary>
internal static class Stemmer
{
    private const int MinWordLength = 4;
    private const int MinRest = 4;

    private static readonly string[] Sibilants = ["sses", "shes", "ches", "xes", "zes"];
    private static readonly string[] Endings = ["ation", "ing", "ed", "ment", "er", "or", "able", "ible", "ion", "ly"];

    /// <summary>Stems a lower-case ASCII word in place and returns the length that is left.</summary>
    public static int Stem(Span<char> word)
    {
        if (word.Length < MinWordLength)
        {
            return word.Length;
        }

        var length = CutEnding(word[..CutPlural(word)]);
        return length > MinWordLength && word[length - 1] == 'e' ? length - 1 : length;
    }

    private static int CutPlural(Span<char> word)
    {
        if (word[^1] != 's')
        {
            return word.Length;
        }

        if (word.EndsWith("ies") && word.Length > 4)
        {
            word[^3] = 'y';
            return word.Length - 2;
        }

        foreach (var ending in Sibilants)
        {
            if (word.EndsWith(ending))
            {
                return word.Length - 2;
            }
        }

        return word[^2] is 's' or 'u' or 'i' ? word.Length : word.Length - 1;
    }

    private static int CutEnding(ReadOnlySpan<char> word)
    {
        foreach (var ending in Endings)
        {
            if (!word.EndsWith(ending))
            {
                continue;
            }

            var rest = word[..^ending.Length];
            if (rest.Length >= MinRest && rest.ContainsAny("aeiou"))
            {
                return ending is "ing" or "ed" or "er" && EndsDoubled(rest) ? rest.Length - 1 : rest.Length;
            }
        }

        return word.Length;
    }

    // "running" -> "run", but "calling" -> "call".
    private static bool EndsDoubled(ReadOnlySpan<char> rest) => rest.Length > 3 && rest[^1] == rest[^2] && rest[^1] is not ('l' or 's' or 'z');
}
