namespace DeepWiki.Core.SourceCode.Parsing;

/// <summary>One tag of ctags.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">The sort of thing, as ctags calls it.</param>
/// <param name="Line">Line of the name, from 1.</param>
/// <param name="Scope">All it stands in; null for none.</param>
public sealed record SymbolTag(string Name, string Kind, int Line, string? Scope)
{
    /// <summary>The sort of thing it stands in; null for none.</summary>
    public string? ScopeKind { get; init; }

    /// <summary>Its last line; null where ctags does not know it.</summary>
    public int? EndLine { get; init; }
}
