namespace DeepWiki.Core.SourceCode;

/// <summary>Lines of the repository that were chosen as evidence for one question and shown to the model.</summary>
/// <param name="Number">Position in the prompt, from 1; a model may cite it as <c>[n]</c>.</param>
/// <param name="Path">Path at the commit of the index.</param>
/// <param name="StartLine">First line, 1-based, inclusive.</param>
/// <param name="EndLine">Last line, 1-based, inclusive.</param>
/// <param name="Symbol">The declaration it begins with, if known.</param>
/// <param name="Text">The lines themselves, joined by line feeds.</param>
/// <param name="Score">Fused retrieval score; only its order means something.</param>
public sealed record ContextBlock(int Number, string Path, int StartLine, int EndLine, string? Symbol, string Text, double Score)
{
    /// <summary>Declarations in its lines, in line order.</summary>
    public IReadOnlyList<Declaration> Declarations { get; init; } = [];

    /// <summary>The block with those declarations of its file whose names stand in its lines.</summary>
    public ContextBlock With(IEnumerable<Declaration> declarations) =>
        this with { Declarations = [.. declarations.Where(declaration => declaration.Line >= StartLine && declaration.Line <= EndLine)] };
}
