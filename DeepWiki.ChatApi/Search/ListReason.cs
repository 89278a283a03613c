using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.ChatApi.Search;

/// <summary>Contribution of one list to a score.</summary>
/// <param name="List">Ranking signal of the list.</param>
/// <param name="Rank">The file's place in it, from 1.</param>
/// <param name="Score">The list's own score.</param>
/// <param name="Weight">Weight of the list.</param>
/// <param name="Contribution">Part of the score that it adds.</param>
internal sealed record ListReason(RankingSignal List, int Rank, double Score, double Weight, double Contribution);
