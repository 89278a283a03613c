using DeepWiki.Core.SourceCode;

namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>Outline of a file: the boundaries its structure gives.</summary>
/// <param name="Kind">Kind of the boundaries.</param>
/// <param name="Boundaries">Boundaries, ascending by line.</param>
internal sealed record Outline(ChunkKind Kind, IReadOnlyList<Boundary> Boundaries)
{
    public static Outline None { get; } = new(ChunkKind.Lines, []);

    /// <summary>Runs of lines that are not cut in the middle while they fit a chunk: ascending, apart from each other.</summary>
    public IReadOnlyList<LineSpan> Blocks { get; init; } = [];

    /// <summary>True when a boundary is a heading, which belongs to what follows.</summary>
    public bool HasHeadings { get; init; }

    /// <summary>Lines to leave out, such as the recorded outputs of a notebook; null for none.</summary>
    public IReadOnlyList<LineSpan>? Kept { get; init; }
}
