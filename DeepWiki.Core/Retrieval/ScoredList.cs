namespace DeepWiki.Core.Retrieval;

/// <summary>One way of scoring files, with the weight it has in the fusion.</summary>
internal sealed record ScoredList(double Weight, IReadOnlyDictionary<string, double> Scores);
