namespace DeepWiki.Core.Retrieval.Fusion;

/// <summary>That a file is of a kind which is lowered, and whether it was.</summary>
/// <param name="Kind"><c>test</c>, <c>example</c> or <c>document</c>.</param>
/// <param name="Factor">Factor its score is multiplied by, unless it is lifted.</param>
/// <param name="Lift">Reason its score was left as it is; null when it was lowered.</param>
public sealed record KindPenalty(string Kind, double Factor, PenaltyExemption? Lift);
