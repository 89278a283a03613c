namespace DeepWiki.Core.Data.Index;

/// <summary>File as an outline knows it.</summary>
/// <param name="Path">Path at the commit of the index.</param>
/// <param name="Lines">Number of lines.</param>
/// <param name="Symbols">Qualified names of its first declarations, in line order.</param>
internal sealed record FileFacts(string Path, int Lines, IReadOnlyList<string> Symbols)
{
    /// <summary>Names of the first types that others may use, documented ones first.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Number of declarations that others may use and that are documented.</summary>
    public int Documented { get; init; }

    /// <summary>Number of lines of documentation of its declarations, tests apart.</summary>
    public int DocumentationLines { get; init; }

    /// <summary>True when a comment at its beginning is about all of it.</summary>
    public bool HasDoc { get; init; }

    /// <summary>Targets of its first imports.</summary>
    public IReadOnlyList<string> Imports { get; init; } = [];
}
