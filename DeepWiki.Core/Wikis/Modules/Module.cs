namespace DeepWiki.Core.Wikis.Modules;

/// <summary>A part of a repository: a package, a folder, or a file where there is nothing larger.</summary>
/// <param name="Name">Name that readers see.</param>
/// <param name="Folder">Folder its files are in; path of the file where it is one.</param>
/// <param name="Description">Sentence about it from its manifest, README or comment; empty for none.</param>
/// <param name="Path">File that speaks for it.</param>
/// <param name="StartLine">First line of what it says there.</param>
/// <param name="EndLine">Last line of that.</param>
internal sealed record Module(string Name, string Folder, string Description, string Path, int StartLine, int EndLine)
{
    /// <summary>Number of source files.</summary>
    public int Files { get; init; }
}
