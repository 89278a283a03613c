namespace DeepWiki.Core.Prompts;

/// <summary>Facts a wiki is planned from.</summary>
/// <param name="Repository">Name to show.</param>
/// <param name="Paths">All files, in ordinal order.</param>
/// <param name="Readme">Text of the README; empty for none.</param>
/// <param name="Map">Subjects that the index itself finds, with the files of each.</param>
/// <param name="Notes">Notes of maintainers.</param>
internal sealed record WikiPlanMaterial(string Repository, IReadOnlyList<string> Paths, string Readme, string Map, IReadOnlyList<string> Notes);
