using System.Collections.Frozen;

namespace DeepWiki.Indexer.Chunking;

/// <summary>Which tags begin a segment, and what it is called.</summary>
internal static class SymbolBoundaries
{
    private static readonly FrozenSet<string> Always = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "method", "function", "func", "member", "class", "interface", "struct", "enum", "trait", "implementation", "module", "macro", "typedef", "type",
        "record", "procedure", "generator", "getter", "setter", "singletonMethod", "message", "service", "table", "methodSpec", "subroutine",
        "protocol", "typealias", "union", "rpc");

    private static readonly FrozenSet<string> AtTopLevel = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "constant", "alias", "variable", "const", "var");

    /// <summary>Boundaries in line order. Values begin one only at the left edge of code that is no test.</summary>
    public static List<Boundary> Of(SourceLines lines, IEnumerable<SymbolTag> tags, bool isTest) =>
    [
        .. tags.Where(tag => tag.Line >= 1 && tag.Line <= lines.Count)
            .Where(tag => Always.Contains(tag.Kind) || (!isTest && AtTopLevel.Contains(tag.Kind) && IsAtLeftEdge(lines[tag.Line])))
            .OrderBy(tag => tag.Line)
            .Select(tag => new Boundary(tag.Line, Qualify(tag))),
    ];

    private static bool IsAtLeftEdge(ReadOnlySpan<char> line) => line.Length > 0 && !char.IsWhiteSpace(line[0]);

    private static string? Qualify(SymbolTag tag)
    {
        if (tag.Name.StartsWith("__anon", StringComparison.Ordinal) || tag.Name.StartsWith("anonymous", StringComparison.Ordinal))
        {
            return null;
        }

        var scope = tag.Scope?.Replace("::", ".", StringComparison.Ordinal).Replace("->", ".", StringComparison.Ordinal).Replace('\\', '.').Replace('/', '.');

        return string.IsNullOrEmpty(scope) ? tag.Name : $"{scope}.{tag.Name}";
    }
}
