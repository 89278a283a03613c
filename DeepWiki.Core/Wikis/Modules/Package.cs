namespace DeepWiki.Core.Wikis.Modules;

/// <summary>A package as its manifest describes it.</summary>
/// <param name="Path">Path of the manifest.</param>
/// <param name="Name">Name of the package; empty where the manifest gives none.</param>
internal sealed record Package(string Path, string Name)
{
    public string Folder => Path.LastIndexOf('/') is > 0 and var slash ? Path[..slash] : "";

    /// <summary>Description in its own words; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>Line of the description, or of the name.</summary>
    public int Line { get; init; } = 1;

    /// <summary>Names of packages it depends on.</summary>
    public IReadOnlyList<string> Dependencies { get; init; } = [];

    /// <summary>Paths of manifests it refers to, relative to its folder.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Command that installs it from its registry; null where the manifest proves none.</summary>
    public string? Install { get; init; }

    /// <summary>Versions it requires of languages and tools.</summary>
    public IReadOnlyList<ManifestEntry> Requirements { get; init; } = [];

    /// <summary>Commands it offers to those who work on it.</summary>
    public IReadOnlyList<ManifestEntry> Scripts { get; init; } = [];
}
