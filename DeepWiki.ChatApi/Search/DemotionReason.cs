using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.ChatApi.Search;

/// <summary>Penalty of a file's kind, and the reason it was lifted if it was.</summary>
/// <param name="Kind"><c>test</c>, <c>example</c> or <c>document</c>.</param>
/// <param name="Factor">Factor the score is multiplied by, unless it is lifted.</param>
/// <param name="LiftedBy">Reason the penalty was lifted; null when the file was lowered.</param>
/// <param name="Word">Word of the question that asks for such files; null for other reasons.</param>
internal sealed record DemotionReason(string Kind, double Factor, PenaltyExemptionReason? LiftedBy, string? Word);
