namespace DeepWiki.Core.Retrieval.Fusion;

/// <summary>
/// Weighted reciprocal rank fusion: score = Σ weight / (60 + rank) over the lists a file stands in. In the list of names every file has
/// rank 1, times its share in the name.
/// Source: Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion Outperforms Condorcet and Individual Rank Learning Methods" (2009).
/// </summary>
internal static class RankFusion
{
    private const int Constant = 60;
    private const int MaxLength = 100;

    /// <summary>Fuses the lists; ties inside a list fall by path in ordinal order, so that the result never depends on arrival.</summary>
    public static IReadOnlyList<RankedFile> Fuse(IEnumerable<CandidateList> lists, RetrievalWeights weights)
    {
        var places = new Dictionary<string, List<SignalRank>>(StringComparer.Ordinal);
        foreach (var list in lists.Where(list => weights.Get(list.Name) > 0))
        {
            var ranked = list.Scores
                .Where(file => file.Value > 0)
                .OrderByDescending(file => file.Value)
                .ThenBy(file => file.Key, StringComparer.Ordinal)
                .Take(MaxLength)
                .Select((file, index) => (file.Key, new SignalRank(list.Name, list.Name == RankingSignal.Names ? 1 : index + 1, file.Value)));
            foreach (var (path, place) in ranked)
            {
                places.TryAdd(path, []);
                places[path].Add(place);
            }
        }

        return Sort(places.Select(file => new RankedFile(file.Key, file.Value.Sum(place => Contribution(place, weights)), file.Value, [])));
    }

    /// <summary>Contribution of each list to the score of a file.</summary>
    public static IReadOnlyList<SignalContribution> Explain(RankedFile file, RetrievalWeights weights) =>
        [.. file.Places.Select(place => new SignalContribution(place, weights.Get(place.List), Contribution(place, weights)))];

    /// <summary>Sorts files by score, best first; equal scores in ordinal order of the paths.</summary>
    internal static IReadOnlyList<RankedFile> Sort(IEnumerable<RankedFile> files) =>
        [.. files.OrderByDescending(file => file.Score).ThenBy(file => file.Path, StringComparer.Ordinal)];

    private static double Contribution(SignalRank place, RetrievalWeights weights) => weights.Get(place.List) * Share(place) / (Constant + place.Rank);

    // Names are no ranking: a file is meant by its name, or it is one of several that a name may mean.
    private static double Share(SignalRank place) => place.List == RankingSignal.Names ? place.Score : 1;
}
