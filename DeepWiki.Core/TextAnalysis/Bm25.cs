namespace DeepWiki.Core.TextAnalysis;

/// <summary>
/// BM25 split into two vectors whose inner product is the score: the document's half is stored, the query's half is built per question.
/// Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
/// </summary>
public static class Bm25
{
    // So that a row stays in its page; 16,000 is the limit of the type.
    private const int MaxSlots = 900;

    /// <summary>Value = tf · (k1 + 1) / (tf + k1 · (1 − b + b · length / average)); the larger one where two terms share a slot.</summary>
    public static SparseTerms Document(IReadOnlyList<string> terms, Bm25Field field)
    {
        var norm = field.K1 * (1 - field.B + (field.B * terms.Count / field.AverageLength));
        var counts = Count(terms);
        var (slots, values) = (new int[counts.Count], new float[counts.Count]);
        for (var i = 0; i < slots.Length; i++)
        {
            (slots[i], var count) = counts[i];
            values[i] = (float)(count * (field.K1 + 1) / (count + norm));
        }

        return new SparseTerms(slots, values);
    }

    /// <summary>idf = ln(1 + (N − df + 0.5) / (df + 0.5)).</summary>
    public static double InverseDocumentFrequency(long documents, long documentsWithTerm) =>
        Math.Log(1 + ((documents - documentsWithTerm + 0.5) / (documentsWithTerm + 0.5)));

    // Ascending slots with how often each occurs. Every chunk passes through here, and sorting numbers is cheaper than a dictionary put in order.
    private static List<(int Slot, int Count)> Count(IReadOnlyList<string> terms)
    {
        var slots = new int[terms.Count];
        for (var i = 0; i < slots.Length; i++)
        {
            slots[i] = SparseTerms.SlotOf(terms[i]);
        }

        var sorted = slots.AsSpan().ToArray();
        Array.Sort(sorted);
        var counts = new List<(int Slot, int Count)>(sorted.Length);
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            counts.Add((sorted[start], end - start));
        }

        return counts.Count <= MaxSlots ? counts : MostFrequent(counts, slots);
    }

    // OrderBy is stable: among equal counts the term seen first stays.
    private static List<(int Slot, int Count)> MostFrequent(List<(int Slot, int Count)> counts, int[] inOrder)
    {
        var frequencies = counts.ToDictionary(pair => pair.Slot, pair => pair.Count);
        return
        [
            .. inOrder.Distinct().Select(slot => (Slot: slot, Count: frequencies[slot]))
                .OrderByDescending(pair => pair.Count).Take(MaxSlots).OrderBy(pair => pair.Slot),
        ];
    }
}
