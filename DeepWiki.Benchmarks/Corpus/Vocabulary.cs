using System.Globalization;

namespace DeepWiki.Benchmarks.Corpus;

/// <summary>Words that real code is made of, drawn so that few are frequent and many are rare.</summary>
internal static class Vocabulary
{
    // How strongly the first words of a list are preferred.
    private const double Skew = 2.2;
    private const double RareShare = 0.25;

    private static readonly string[] Verbs = Split(
        """
        get set add remove create read write load save find parse build start stop open close send receive validate convert update delete merge split
          apply resolve
        register publish subscribe schedule retry cancel await flush append insert replace match compare compute measure encode decode compress
          expand sign verify
        acquire release lock refresh invalidate evict fetch push pull queue drain rotate migrate restore snapshot replay commit abort lease renew throttle
        """);

    private static readonly string[] Nouns = Split(
        """
        request response client server handler context options policy cache buffer stream message event queue token session connection transaction index
        query result
        record entry key value node tree graph path file folder table column row page block chunk segment header payload envelope packet frame channel
        topic partition
        broker consumer producer worker job task timer clock schedule lease lock gate barrier limiter breaker retry backoff pool allocator arena heap
        stack parser lexer
        scanner token grammar rule pattern template renderer view model schema migration snapshot checkpoint journal log metric counter gauge histogram
        span trace baggage
        identity principal claim role permission secret certificate signature digest cipher codec encoder decoder serializer formatter converter mapper
        resolver locator
        registry catalog inventory order invoice payment customer account ledger balance currency price discount shipment parcel address region zone
        cluster replica shard
        quorum election term vote member peer heartbeat gossip manifest artifact release version branch commit diff patch merge conflict remote origin
        submodule attribute
        """);

    private static readonly string[] Qualities = Split(
        """
        default current next previous last first pending active stale local remote shared private public internal external primary secondary temporary
        cached durable
        lazy eager bounded weighted ordered sorted distinct nested partial atomic concurrent async batched compressed encrypted signed trusted unknown
        missing expired
        """);

    /// <summary>An identifier such as <c>RefreshStaleLease</c>.</summary>
    public static string Method(Random random) =>
        Capital(Pick(random, Verbs)) + (random.Next(3) == 0 ? Capital(Pick(random, Qualities)) : "") + Capital(Pick(random, Nouns));

    /// <summary>An identifier such as <c>LeaseRegistry</c>, now and then with a third word.</summary>
    public static string Type(Random random) =>
        (random.Next(4) == 0 ? Capital(Pick(random, Qualities)) : "") + Capital(Pick(random, Nouns)) + Capital(Pick(random, Nouns));

    /// <summary>An identifier such as <c>pendingLease</c>.</summary>
    public static string Variable(Random random) => random.Next(2) == 0 ? Pick(random, Nouns) : Pick(random, Qualities) + Capital(Pick(random, Nouns));

    /// <summary>One word, as of a folder.</summary>
    public static string Noun(Random random) => Pick(random, Nouns);

    /// <summary>A sentence as comments have it.</summary>
    public static string Sentence(Random random)
    {
        var text = $"{Capital(Pick(random, Verbs))}s the {Pick(random, Qualities)} {Pick(random, Nouns)} of a {Pick(random, Nouns)}";
        return random.Next(3) switch
        {
            0 => text + ".",
            1 => $"{text}, unless the {Pick(random, Nouns)} is {Pick(random, Qualities)}.",
            _ => $"{text} before the {Pick(random, Nouns)} can {Pick(random, Verbs)} the {Pick(random, Nouns)} again.",
        };
    }

    private static string Pick(Random random, string[] words) =>
        random.NextDouble() < RareShare ? RareWords.Pick(random) : words[(int)(words.Length * Math.Pow(random.NextDouble(), Skew))];

    private static string Capital(string word) => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..];

    private static string[] Split(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
