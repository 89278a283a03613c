namespace DeepWiki.Core.Retrieval.Fusion;

/// <summary>Contribution of one list to the score of a file.</summary>
/// <param name="Place">Place of the file in the list.</param>
/// <param name="Weight">Weight of the list.</param>
/// <param name="Contribution">Part of the score that comes from the place, before penalties.</param>
public sealed record SignalContribution(SignalRank Place, double Weight, double Contribution);
