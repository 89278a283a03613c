namespace DeepWiki.Core.Retrieval.Fusion;

/// <summary>What one list gave to the score of a file.</summary>
/// <param name="Place">Where the file stands in the list.</param>
/// <param name="Weight">What the list counts.</param>
/// <param name="Contribution">What the place adds to the score, before the file is lowered.</param>
public sealed record SignalContribution(SignalRank Place, double Weight, double Contribution);
