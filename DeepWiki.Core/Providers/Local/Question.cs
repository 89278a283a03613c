using System.Collections.Frozen;
using DeepWiki.Core.Chunks;

namespace DeepWiki.Core.Providers.Local;

/// <summary>What a question looks for, word by word, and in which manner.</summary>
internal sealed class Question
{
    private const double GenericWeight = 0.1;

    // Words of asking rather than of the thing asked about.
    private static readonly FrozenSet<string> Generic = Tokenizer.Terms(
        "work works defined definition located location implemented implementation find explain describe happen used use using tell show give overview "
        + "summary summarise summarize purpose project repository repo code codebase program application library tool main readme introduction make mean "
        + "general high level start started place responsible here please want need know understand thing")
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, double> weights;

    public Question(string text, IEnumerable<string> lines)
    {
        var terms = Tokenizer.DistinctTerms(text);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var total = 0;
        foreach (var line in lines)
        {
            total++;
            foreach (var term in Tokenizer.Terms(line).Distinct(StringComparer.Ordinal))
            {
                counts[term] = counts.GetValueOrDefault(term) + 1;
            }
        }

        // A word on every line tells the lines apart no better than a word on none.
        weights = terms.ToDictionary(
            term => term,
            term => Math.Log(1 + (total / (1.0 + counts.GetValueOrDefault(term)))) * (Generic.Contains(term) ? GenericWeight : 1),
            StringComparer.Ordinal);
        AsksForOverview = terms.All(Generic.Contains);
        AsksWhere = text.AsSpan().TrimStart().StartsWith("where", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>It names nothing in particular: "What does this project do?"</summary>
    public bool AsksForOverview { get; }

    public bool AsksWhere { get; }

    /// <summary>How much a word of the repository has to do with the question; 0 for one it does not hold.</summary>
    public double Weight(string term) => weights.GetValueOrDefault(term);
}
