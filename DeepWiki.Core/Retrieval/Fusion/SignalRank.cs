namespace DeepWiki.Core.Retrieval.Fusion;

/// <summary>Rank of a file in one list.</summary>
/// <param name="List">Ranking signal of the list.</param>
/// <param name="Rank">Rank in the list, from 1.</param>
/// <param name="Score">The list's own score.</param>
public sealed record SignalRank(RankingSignal List, int Rank, double Score);
