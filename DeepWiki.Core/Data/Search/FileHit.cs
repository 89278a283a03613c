namespace DeepWiki.Core.Data.Search;

/// <summary>A file of the pinned generation that a search found.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Score">Score; larger is better, and only comparable within one search.</param>
public sealed record FileHit(string Path, double Score);
