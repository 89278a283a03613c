namespace DeepWiki.Core.SourceCode;

/// <summary>Lines of one block that belong together: a declaration with its comment, a section of a document, or lines that are neither.</summary>
internal sealed record Passage
{
    public required Evidence Evidence { get; init; }

    /// <summary>Index of the first line, that of a comment on the declaration included.</summary>
    public required int Start { get; init; }

    /// <summary>Index after the last line.</summary>
    public required int End { get; init; }

    public Declaration? Declaration { get; init; }

    /// <summary>Index of the line that declares, else of the first line.</summary>
    public int Head => Declaration is { } declaration ? declaration.Line - Evidence.Block.StartLine : Start;

    /// <summary>Index after the last line of the declaration, as far as the block shows it; of a type, its members included.</summary>
    public int FullEnd => Declaration is { } declaration ? Math.Clamp(declaration.EndLine - Evidence.Block.StartLine + 1, Head + 1, Evidence.Lines.Count) : End;

    /// <summary>Index after the docstring inside the declaration; null when it has none.</summary>
    public int? DocstringEnd => Declaration is { Doc: { } doc } declaration && doc.First > declaration.Line ? doc.Last - Evidence.Block.StartLine + 1 : null;

    /// <summary>Comment on the declaration; null when it has none.</summary>
    public DocComment? Doc { get; init; }

    /// <summary>The heading under which prose stands; null for none.</summary>
    public string? Heading { get; init; }

    /// <summary>True when the question asks for it by name.</summary>
    public bool IsNamed { get; init; }

    public double Score { get; init; }

    public string Path => Evidence.Block.Path;

    public string? Name => Declaration?.QualifiedName ?? Heading;
}
