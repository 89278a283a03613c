namespace DeepWiki.Core.Data.Index;

/// <summary>Repository as an outline is made from it.</summary>
/// <param name="Name">The repository's name.</param>
/// <param name="Files">All indexed files, in ordinal order of their paths.</param>
/// <param name="Readme">The text of its README; empty where it has none.</param>
internal sealed record RepositoryFacts(string Name, IReadOnlyList<FileFacts> Files, string Readme)
{
    /// <summary>Files for people, as far as they fit: READMEs and documentation.</summary>
    public IReadOnlyList<PageFile> Documents { get; init; } = [];

    /// <summary>Manifests of packages, as far as they fit.</summary>
    public IReadOnlyList<PageFile> Manifests { get; init; } = [];

    /// <summary>Documented source files of a small repository, tests apart; none of a larger one.</summary>
    public IReadOnlyList<PageFile> Sources { get; init; } = [];

    /// <summary>Beginnings of files that speak for the folder or the package they are in.</summary>
    public IReadOnlyList<PageFile> Introductions { get; init; } = [];
}
