using System.Collections.Frozen;

namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>Which tags begin a segment, and what it is called.</summary>
internal static class SymbolBoundaries
{
    private static readonly FrozenSet<string> Always = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "method", "function", "func", "member", "class", "interface", "struct", "enum", "trait", "implementation", "module", "macro", "typedef", "type",
        "record", "procedure", "generator", "getter", "setter", "singletonMethod", "message", "service", "table", "methodSpec", "subroutine",
        "protocol", "typealias", "union", "rpc", "view", "trigger");

    private static readonly FrozenSet<string> AtTopLevel = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "constant", "alias", "variable", "const", "var", "define");

    /// <summary>Boundaries in line order. Values begin one only at the left edge of code that is no test.</summary>
    public static List<Boundary> Of(string extension, SourceLines lines, IReadOnlyList<SymbolTag> tags, bool isTest)
    {
        var inside = tags.Where(tag => tag.Line >= 1 && tag.Line <= lines.Count).ToList();
        var starts = inside.Where(tag => IsStart(extension, tag)).ToList();
        var taken = starts.Select(tag => tag.Line).ToHashSet();
        var values = isTest ? [] : inside.Where(tag => IsTopLevelValue(extension, tag) && !taken.Contains(tag.Line) && IsAtLeftEdge(lines[tag.Line]));

        return [.. starts.Concat(values).OrderBy(tag => tag.Line).Select(tag => new Boundary(tag.Line, Qualify(tag)))];
    }

    // A member is a method in Python and a mere field in C; an object is a declaration in Kotlin and a value in JavaScript.
    private static bool IsStart(string extension, SymbolTag tag) => tag.Kind switch
    {
        "member" => extension is not ("c" or "cpp"),
        "object" => extension == "kt",
        _ when tag.Name[0] == '<' => false,
        _ => Always.Contains(tag.Kind),
    };

    // In PHP an alias is an import.
    private static bool IsTopLevelValue(string extension, SymbolTag tag) => AtTopLevel.Contains(tag.Kind) && !(extension == "php" && tag.Kind == "alias");

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
