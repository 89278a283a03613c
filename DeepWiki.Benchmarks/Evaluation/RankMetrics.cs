namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>
/// Metrics of a ranking of files for a question whose right files are known. All values lie in 0..1; relevance is binary.
/// Source: Manning, Raghavan and Schütze, "Introduction to Information Retrieval", chapter 8.
/// </summary>
/// <param name="RecallAt1">Share of the right files at rank 1.</param>
/// <param name="RecallAt5">Share of the right files among the first 5.</param>
/// <param name="RecallAt10">Share of the right files among the first 10.</param>
/// <param name="ReciprocalRank">1 / rank of the first right file among the first 10, else 0.</param>
/// <param name="Gain">Discounted cumulative gain of the first 10, Σ 1 / log2(rank + 1) over the right ones, divided by that of a perfect ranking.</param>
internal readonly record struct RankMetrics(double RecallAt1, double RecallAt5, double RecallAt10, double ReciprocalRank, double Gain)
{
    private const int Depth = 10;

    public static RankMetrics Calculate(IReadOnlyList<string> ranked, IReadOnlyCollection<string> targets)
    {
        var right = targets.ToHashSet(StringComparer.Ordinal);
        var hits = ranked
            .Take(Depth)
            .Select((path, place) => (Rank: place + 1, IsRight: right.Contains(path)))
            .Where(hit => hit.IsRight)
            .Select(hit => hit.Rank)
            .ToList();
        var ideal = Enumerable.Range(1, Math.Min(Depth, right.Count)).Sum(Discount);
        return new RankMetrics(
            RecallAt(1), RecallAt(5), RecallAt(Depth), hits.Count == 0 ? 0 : 1.0 / hits[0], hits.Sum(Discount) / ideal);

        double RecallAt(int depth) => (double)hits.Count(rank => rank <= depth) / right.Count;
    }

    /// <summary>The mean of each measure; zero when there are none.</summary>
    public static RankMetrics Mean(IReadOnlyCollection<RankMetrics> all) => all.Count == 0 ? default : new RankMetrics(
        all.Average(one => one.RecallAt1), all.Average(one => one.RecallAt5), all.Average(one => one.RecallAt10),
        all.Average(one => one.ReciprocalRank), all.Average(one => one.Gain));

    private static double Discount(int rank) => 1 / Math.Log2(rank + 1);
}
