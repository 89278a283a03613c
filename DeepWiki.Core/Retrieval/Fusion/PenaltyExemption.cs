namespace DeepWiki.Core.Retrieval.Fusion;

/// <summary>Exemption of a file from its penalty.</summary>
/// <param name="Cause">The reason.</param>
/// <param name="Word">The word of the question that asks for such files; null for other causes.</param>
public sealed record PenaltyExemption(PenaltyExemptionReason Cause, string? Word);
