namespace DeepWiki.Core.Retrieval;

/// <summary>A file with its fused score.</summary>
internal sealed record RankedFile(string Path, double Score);
