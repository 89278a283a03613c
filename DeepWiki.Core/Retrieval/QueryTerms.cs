using DeepWiki.Core.Data.Index;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Retrieval;

/// <summary>The words of a question with their weight in an index.</summary>
/// <param name="Chunk">The query's half of BM25 over chunks; null when no word is known.</param>
/// <param name="Path">The same over paths.</param>
/// <param name="Symbols">The same over the names of declarations.</param>
/// <param name="Missing">Words that occur in no chunk.</param>
/// <param name="Weights">idf among chunks by known word.</param>
/// <param name="MissingWeight">Weight of all missing words, each at most 10; pairs of letters of a script without spaces 0.15 of it.</param>
public sealed record QueryTerms(
    SparseTerms? Chunk, SparseTerms? Path, SparseTerms? Symbols, IReadOnlyList<string> Missing, IReadOnlyDictionary<string, double> Weights,
    double MissingWeight)
{
    private const int MaxTerms = 64;
    private const double MaxMissingWeight = 10;

    // Of the pairs of a script without spaces most straddle two words: that one is missing says little.
    private const double MissingPair = 0.15;

    /// <summary>Distinct words of the question, at most 64: those that say most when there are more.</summary>
    /// <param name="terms">Words with how much each counts: 1, or less for those of an earlier question.</param>
    /// <param name="statistics">Statistics of the index.</param>
    public static QueryTerms From(IReadOnlyDictionary<string, double> terms, FieldStatistics statistics)
    {
        var kept = Weigh(terms, statistics.Chunk);
        var missing = terms.Keys.Where(term => !IsKnown(term, statistics.Chunk)).ToList();
        var each = Math.Min(MaxMissingWeight, Math.Log(1 + (statistics.Chunk.Documents / 0.5)));
        return new QueryTerms(
            Vector(kept), Vector(Weigh(terms, statistics.Path)), Vector(Weigh(terms, statistics.Symbols)), missing, kept,
            missing.Sum(term => terms[term] * each * (Tokenizer.IsPair(term) ? MissingPair : 1)));
    }

    private static Dictionary<string, double> Weigh(IReadOnlyDictionary<string, double> terms, TermStatistics statistics) =>
        terms
            .Where(term => IsKnown(term.Key, statistics))
            .Select(term =>
                (term.Key, Weight: term.Value * Bm25.InverseDocumentFrequency(statistics.Documents, statistics.Frequencies[SparseTerms.SlotOf(term.Key)])))
            .OrderByDescending(term => term.Weight)
            .Take(MaxTerms)
            .ToDictionary(term => term.Key, term => term.Weight, StringComparer.Ordinal);

    private static bool IsKnown(string term, TermStatistics statistics) => statistics.Frequencies.GetValueOrDefault(SparseTerms.SlotOf(term)) > 0;

    private static SparseTerms? Vector(Dictionary<string, double> weights)
    {
        var slots = new SortedDictionary<int, float>();
        foreach (var (term, weight) in weights)
        {
            var slot = SparseTerms.SlotOf(term);
            slots[slot] = Math.Max(slots.GetValueOrDefault(slot), (float)weight);
        }

        return slots.Count == 0 ? null : new SparseTerms([.. slots.Keys], [.. slots.Values]);
    }
}
