using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.ChatApi.Search;

/// <summary>That a file is of a kind which is lowered, and whether it was.</summary>
/// <param name="Kind"><c>test</c>, <c>example</c> or <c>document</c>.</param>
/// <param name="Factor">What the score is multiplied by, unless it is lifted.</param>
/// <param name="LiftedBy">Why it is not; null when it was lowered.</param>
/// <param name="Word">The word of the question that asks for such files, if that is why.</param>
internal sealed record DemotionReason(string Kind, double Factor, PenaltyExemptionReason? LiftedBy, string? Word);
