namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Files of a repository that belong together.</summary>
/// <param name="Folder">The folder all of them are in; empty for the root.</param>
/// <param name="Files">Files of the subsystem.</param>
internal sealed record Subsystem(string Folder, IReadOnlyList<MappedFile> Files)
{
    /// <summary>The name that files of one folder have in common, when it tells them from others of that folder; else null.</summary>
    public string? Stem { get; init; }

    /// <summary>True when it is the rest of a folder whose larger parts have become subsystems of their own.</summary>
    public bool IsRest { get; init; }

    /// <summary>The folder it was cut from; null for what was never cut.</summary>
    public string? Parent { get; init; }

    public double Weight { get; } = Files.Sum(file => file.Weight);
}
