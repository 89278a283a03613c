namespace DeepWiki.Core.Retrieval.Fusion;

/// <summary>One way of scoring files.</summary>
/// <param name="Name">Ranking signal that made it.</param>
/// <param name="Scores">Score by path; only the order inside the list counts.</param>
public sealed record CandidateList(RankingSignal Name, IReadOnlyDictionary<string, double> Scores);
