namespace DeepWiki.Core.SourceCode;

/// <summary>Kind of a file, told by its path alone; it may have several. The numbers are stored.</summary>
[Flags]
public enum FileKind
{
    None = 0,

    /// <summary>A programming, query, interface or shell language.</summary>
    Code = 1,

    /// <summary>Everything that is not code.</summary>
    Document = 2,

    Test = 4,

    Example = 8,
}
