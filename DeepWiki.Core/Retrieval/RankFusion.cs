namespace DeepWiki.Core.Retrieval;

/// <summary>
/// Weighted reciprocal rank fusion: score = Σ weight / (60 + rank) over the lists a file stands in.
/// Source: Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion Outperforms Condorcet and Individual Rank Learning Methods" (2009).
/// </summary>
internal static class RankFusion
{
    private const int Constant = 60;
    private const int Longest = 100;

    /// <summary>Fuses the lists; ties inside a list fall by path in ordinal order, so that the result never depends on arrival.</summary>
    public static IReadOnlyList<RankedFile> Fuse(params IReadOnlyList<ScoredList> lists)
    {
        var fused = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var list in lists)
        {
            var ranked = list.Scores
                .Where(file => file.Value > 0)
                .OrderByDescending(file => file.Value)
                .ThenBy(file => file.Key, StringComparer.Ordinal)
                .Take(Longest)
                .Select((file, index) => (file.Key, Rank: index + 1));
            foreach (var (path, rank) in ranked)
            {
                fused[path] = fused.GetValueOrDefault(path) + (list.Weight / (Constant + rank));
            }
        }

        return fused
            .Select(file => new RankedFile(file.Key, file.Value))
            .OrderByDescending(file => file.Score)
            .ThenBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
    }
}
