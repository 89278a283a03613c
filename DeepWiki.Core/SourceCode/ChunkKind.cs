namespace DeepWiki.Core.SourceCode;

/// <summary>Kind of structure that a chunk's borders were found by. The numbers are stored.</summary>
public enum ChunkKind
{
    /// <summary>A window of lines; nothing was known about the structure.</summary>
    Lines = 0,

    /// <summary>Between declarations of a programming language.</summary>
    Symbols = 1,

    /// <summary>Between headings, top-level keys or elements of a document.</summary>
    Structure = 2,
}
