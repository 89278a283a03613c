using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.ChatApi.Search;

/// <summary>What one list gave to a score.</summary>
/// <param name="List">Which.</param>
/// <param name="Rank">The file's place in it, from 1.</param>
/// <param name="Score">The list's own score.</param>
/// <param name="Weight">What the list counts.</param>
/// <param name="Contribution">What it adds.</param>
internal sealed record ListReason(RankingSignal List, int Rank, double Score, double Weight, double Contribution);
