namespace DeepWiki.Core.Data.Index;

/// <summary>What an outline is made from.</summary>
/// <param name="Name">The repository's name.</param>
/// <param name="Files">All indexed files, in ordinal order of their paths.</param>
/// <param name="Readme">The text of its README; empty where it has none.</param>
public sealed record RepositoryFacts(string Name, IReadOnlyList<FileFacts> Files, string Readme);
