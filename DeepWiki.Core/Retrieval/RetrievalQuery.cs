using DeepWiki.Core.Repositories;
using DeepWiki.Core.Retrieval.Fusion;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Retrieval;

/// <summary>Query that evidence is retrieved for.</summary>
/// <param name="Question">The last question.</param>
public sealed record RetrievalQuery(string Question)
{
    /// <summary>The question before it, null for none; its words join when the last one has too few known words.</summary>
    public string? Previous { get; init; }

    /// <summary>A file of the repository that the question is about; null for none.</summary>
    public string? FilePath { get; init; }

    /// <summary>Ranking signals that take part.</summary>
    public RetrievalMode Mode { get; init; }

    /// <summary>The files that are looked at; null for all of them.</summary>
    public FileFilter? Paths { get; init; }

    /// <summary>Lines that are known already: evidence is looked for beside them.</summary>
    public IReadOnlyList<LineRange> Known { get; init; } = [];
}
