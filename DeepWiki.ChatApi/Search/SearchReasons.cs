namespace DeepWiki.ChatApi.Search;

/// <summary>Parts of a score: the sum of what the lists give, times the factor of each penalty that was not lifted.</summary>
/// <param name="Lists">The lists the file stands in.</param>
/// <param name="Demotions">The kinds of the file that are lowered as a rule.</param>
internal sealed record SearchReasons(IReadOnlyList<ListReason> Lists, IReadOnlyList<DemotionReason> Demotions);
