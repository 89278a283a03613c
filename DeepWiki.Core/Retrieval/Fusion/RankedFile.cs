namespace DeepWiki.Core.Retrieval.Fusion;

/// <summary>A file with its fused score and how it came about.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Score">Score after penalties; only its order means something.</param>
/// <param name="Places">The lists it stands in.</param>
/// <param name="Demotions">The kinds of it that are lowered, lifted ones included.</param>
public sealed record RankedFile(string Path, double Score, IReadOnlyList<SignalRank> Places, IReadOnlyList<KindPenalty> Demotions);
