namespace DeepWiki.Core.SourceCode.Parsing;

/// <summary>Result of reading a source file: declarations, imports and its own comment.</summary>
/// <param name="Declarations">In line order; a type without a name has an empty one.</param>
/// <param name="Imports">Imports of the file, in line order.</param>
/// <param name="Doc">The comment that is about all of it; null for none.</param>
/// <param name="HasFailed">True when ctags failed on it although it knows the language: not worth another try for this blob.</param>
public sealed record ParsedSource(IReadOnlyList<Declaration> Declarations, IReadOnlyList<Import> Imports, LineSpan? Doc, bool HasFailed)
{
    public static ParsedSource Empty { get; } = new([], [], null, false);
}
