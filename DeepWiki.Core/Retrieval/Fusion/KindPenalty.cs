namespace DeepWiki.Core.Retrieval.Fusion;

/// <summary>Penalty of a file's kind, and the exemption from it if there is one.</summary>
/// <param name="Kind"><c>test</c>, <c>example</c> or <c>document</c>.</param>
/// <param name="Factor">Factor its score is multiplied by, unless it is lifted.</param>
/// <param name="Lift">Reason its score was left as it is; null when it was lowered.</param>
public sealed record KindPenalty(string Kind, double Factor, PenaltyExemption? Lift);
