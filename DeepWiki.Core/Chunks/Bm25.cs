namespace DeepWiki.Core.Chunks;

/// <summary>
/// BM25 split into two vectors whose inner product is the score: the document's half is stored, the query's half is built per question.
/// Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
/// </summary>
public static class Bm25
{
    // So that a row stays in its page; 16,000 is the limit of the type.
    private const int MostSlots = 900;

    /// <summary>Value = tf · (k1 + 1) / (tf + k1 · (1 − b + b · length / average)); the larger one where two terms share a slot.</summary>
    public static SparseTerms Document(IReadOnlyList<string> terms, Bm25Field field)
    {
        var counts = new Dictionary<int, int>();
        foreach (var term in terms)
        {
            var slot = SparseTerms.SlotOf(term);
            counts[slot] = counts.GetValueOrDefault(slot) + 1;
        }

        var norm = field.K1 * (1 - field.B + (field.B * terms.Count / field.AverageLength));

        // OrderBy is stable: among equal counts the term seen first stays.
        var kept = counts.Count <= MostSlots ? counts : counts.OrderByDescending(pair => pair.Value).Take(MostSlots);
        var slots = kept.OrderBy(pair => pair.Key).ToArray();
        return new SparseTerms(
            Array.ConvertAll(slots, pair => pair.Key),
            Array.ConvertAll(slots, pair => (float)(pair.Value * (field.K1 + 1) / (pair.Value + norm))));
    }

    /// <summary>idf = ln(1 + (N − df + 0.5) / (df + 0.5)).</summary>
    public static double InverseDocumentFrequency(long documents, long documentsWithTerm) =>
        Math.Log(1 + ((documents - documentsWithTerm + 0.5) / (documentsWithTerm + 0.5)));
}
