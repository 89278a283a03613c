using DeepWiki.Core.Chunks;
using DeepWiki.Core.Storage;

namespace DeepWiki.Core.Retrieval;

/// <summary>The words of a question with their weight in this index.</summary>
/// <param name="Vector">The query's half of BM25; null when no word is known.</param>
/// <param name="Missing">Words that occur nowhere in the index.</param>
/// <param name="Weights">idf by known word.</param>
/// <param name="MissingWeight">What all missing words would count, each at most 10.</param>
internal sealed record QueryTerms(
    SparseTerms? Vector, IReadOnlyList<string> Missing, IReadOnlyDictionary<string, double> Weights, double MissingWeight)
{
    private const int MostTerms = 64;
    private const double MostMissingWeight = 10;

    /// <summary>Distinct words of the question, at most 64: those that say most when there are more.</summary>
    public static QueryTerms From(IReadOnlyList<string> terms, TermStatistics statistics)
    {
        var known = new Dictionary<string, double>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var term in terms)
        {
            if (statistics.Frequencies.TryGetValue(SparseTerms.SlotOf(term), out var frequency) && frequency > 0)
            {
                known[term] = Bm25.InverseDocumentFrequency(statistics.Chunks, frequency);
            }
            else
            {
                missing.Add(term);
            }
        }

        var kept = known.OrderByDescending(term => term.Value).Take(MostTerms).ToDictionary(StringComparer.Ordinal);
        var slots = new SortedDictionary<int, float>();
        foreach (var (term, weight) in kept)
        {
            var slot = SparseTerms.SlotOf(term);
            slots[slot] = Math.Max(slots.GetValueOrDefault(slot), (float)weight);
        }

        var vector = slots.Count == 0 ? null : new SparseTerms([.. slots.Keys], [.. slots.Values]);
        var each = Math.Min(MostMissingWeight, Math.Log(1 + (statistics.Chunks / 0.5)));
        return new QueryTerms(vector, missing, kept, missing.Count * each);
    }
}
