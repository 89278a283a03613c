namespace DeepWiki.Core.Retrieval;

/// <summary>
/// Weighted reciprocal rank fusion: score = Σ weight / (60 + rank) over the lists a file stands in.
/// Source: Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion Outperforms Condorcet and Individual Rank Learning Methods" (2009).
/// </summary>
public static class RankFusion
{
    private const int Constant = 60;
    private const int Longest = 100;

    /// <summary>Fuses the lists; ties inside a list fall by path in ordinal order, so that the result never depends on arrival.</summary>
    public static IReadOnlyList<RankedFile> Fuse(IEnumerable<ScoredList> lists, RetrievalWeights weights)
    {
        var places = new Dictionary<string, List<ListPlace>>(StringComparer.Ordinal);
        foreach (var list in lists.Where(list => weights.Of(list.Name) > 0))
        {
            var ranked = list.Scores
                .Where(file => file.Value > 0)
                .OrderByDescending(file => file.Value)
                .ThenBy(file => file.Key, StringComparer.Ordinal)
                .Take(Longest)
                .Select((file, index) => (file.Key, new ListPlace(list.Name, IsUnordered(list.Name) ? 1 : index + 1, file.Value)));
            foreach (var (path, place) in ranked)
            {
                places.TryAdd(path, []);
                places[path].Add(place);
            }
        }

        return Sort(places.Select(file => new RankedFile(file.Key, file.Value.Sum(place => weights.Of(place.List) / (Constant + place.Rank)), file.Value, [])));
    }

    /// <summary>Best first; equal scores in ordinal order of the paths.</summary>
    internal static IReadOnlyList<RankedFile> Sort(IEnumerable<RankedFile> files) =>
        [.. files.OrderByDescending(file => file.Score).ThenBy(file => file.Path, StringComparer.Ordinal)];

    // A file is named or it is not.
    private static bool IsUnordered(ListName list) => list == ListName.Names;
}
