using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>A subject that documentation treats: a whole document, or a section of a long one.</summary>
/// <param name="Title">Title, as the document gives it.</param>
/// <param name="Path">Path of the document.</param>
/// <param name="Words">Number of words, examples included.</param>
/// <param name="Description">Its first sentences; empty where it begins otherwise.</param>
internal sealed record DocumentTopic(string Title, string Path, int Words, string Description)
{
    /// <summary>Lines of its first sentences; null for none, and for sections.</summary>
    public LineSpan? Lines { get; init; }

    /// <summary>Heading it stands under in a table of contents; empty for none.</summary>
    public string Group { get; init; } = "";

    /// <summary>Place in reading order.</summary>
    public int Order { get; init; }

    /// <summary>Identifiers that it mentions.</summary>
    public IReadOnlySet<string> Names { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>True when it is a section of a document that others share.</summary>
    public bool IsSection { get; init; }

    /// <summary>True when it introduces its folder.</summary>
    public bool IsIndex => Path[(Path.LastIndexOf('/') + 1)..].TrimStart('_').StartsWith("index.", StringComparison.OrdinalIgnoreCase);

    public string Folder => Path.LastIndexOf('/') is > 0 and var slash ? Path[..slash] : "";
}
