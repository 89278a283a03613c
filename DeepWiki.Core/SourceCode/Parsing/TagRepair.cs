using System.Collections.Frozen;

namespace DeepWiki.Core.SourceCode.Parsing;

/// <summary>
/// Mends what universal-ctags 5.9 is known to get wrong: C# types with constraints are named after their parameter or missed, types with
/// parameters of their own are taken for methods, and methods of generic Go types belong to the parameter instead of the type.
/// </summary>
internal static class TagRepair
{
    private const int MaxConstraintLines = 12;
    private const int MaxDepth = 8;

    private static readonly FrozenSet<string> CSharpTypes = FrozenSet.Create(StringComparer.Ordinal, "class", "struct", "interface", "enum", "record");

    public static IReadOnlyList<SymbolTag> Repair(string extension, SourceLines lines, IReadOnlyList<SymbolTag> tags) =>
        extension switch
        {
            "cs" => RepairCSharp(lines, tags),
            "java" => [.. tags.Select(tag => IsAt(lines, tag) && DeclarationScanner.TypeAt(lines[tag.Line]) is { } type ? AsType(tag, type) : tag)],
            "go" =>
            [
                .. tags.Select(tag =>
                    tag.Kind == "func" && tag.Scope is not null && Receiver(lines, tag.Line) is { } type ? tag with { Scope = InPackage(tag.Scope, type) } : tag
                ),
            ],
            _ => tags,
        };

    private static List<SymbolTag> RepairCSharp(SourceLines lines, IReadOnlyList<SymbolTag> tags)
    {
        var declared = new List<(int Line, int Indent, string Name, DeclarationKind Kind)>();
        for (var line = 1; line <= lines.Count; line++)
        {
            var trimmed = lines[line].TrimStart();
            if (!trimmed.IsEmpty && char.IsLetter(trimmed[0]) && DeclarationScanner.TypeAt(trimmed) is { } type)
            {
                declared.Add((line, lines[line].Length - trimmed.Length, type.Name, type.Kind));
            }
        }

        var names = declared.ToDictionary(type => type.Line, type => (type.Name, type.Kind));

        // The constraint may stand some lines below the name.
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        var repaired = new List<SymbolTag>(tags.Count);
        foreach (var tag in tags)
        {
            var type = CSharpTypes.Contains(tag.Kind) ? TypeAbove(names, tag.Line) : default;
            if (type.Name is { } right && right != tag.Name)
            {
                renamed[tag.Name] = right;
                repaired.Add(tag with { Name = right, Line = type.Line, Scope = Rename(tag.Scope, renamed) });
            }
            else
            {
                var kept = tag with { Scope = Rename(tag.Scope, renamed) };
                repaired.Add(names.TryGetValue(tag.Line, out var at) ? AsType(kept, at) : kept);
            }
        }

        var found = repaired.Select(tag => (tag.Line, tag.Name)).ToHashSet();
        var outer = new Stack<(int Indent, string Name)>();
        foreach (var (line, indent, name, kind) in declared)
        {
            while (outer.TryPeek(out var above) && above.Indent >= indent)
            {
                outer.Pop();
            }

            var scope = outer.TryPeek(out var enclosing) ? enclosing.Name : null;
            if (!found.Contains((line, name)))
            {
                repaired.Add(new SymbolTag(name, TagKinds.KeywordOf(kind), line, scope));
            }

            outer.Push((indent, scope is null || outer.Count > MaxDepth ? name : $"{scope}.{name}"));
        }

        return repaired;
    }

    private static (int Line, string? Name) TypeAbove(Dictionary<int, (string Name, DeclarationKind Kind)> types, int line)
    {
        for (var above = line; above > line - MaxConstraintLines; above--)
        {
            if (types.TryGetValue(above, out var type))
            {
                return (above, type.Name);
            }
        }

        return default;
    }

    // record Point(int X, int Y) looks like a method, and ends where its parameters do.
    private static SymbolTag AsType(SymbolTag tag, (string Name, DeclarationKind Kind) type) =>
        tag.Name != type.Name ? tag : tag with { Kind = TagKinds.KeywordOf(type.Kind), EndLine = tag.Kind == "method" ? null : tag.EndLine };

    private static bool IsAt(SourceLines lines, SymbolTag tag) => tag.Line >= 1 && tag.Line <= lines.Count;

    private static string? Rename(string? scope, Dictionary<string, string> renamed) =>
        scope is null || renamed.Count == 0 ? scope : string.Join('.', scope.Split('.').Select(part => renamed.GetValueOrDefault(part, part)));

    private static string InPackage(string scope, string type) =>
        scope.LastIndexOf('.') is var dot && dot > 0 ? $"{scope[..dot]}.{type}" : type;

    // As in: func (q *Queue[T]) Push(item T)
    private static string? Receiver(SourceLines lines, int line)
    {
        var text = line >= 1 && line <= lines.Count ? lines[line] : default;
        var bracket = text.IndexOf('[');
        var close = text.IndexOf(')');
        if (!text.StartsWith("func (", StringComparison.Ordinal) || bracket < 0 || close < bracket)
        {
            return null;
        }

        var words = text["func (".Length..bracket].ToString().Split([' ', '*'], StringSplitOptions.RemoveEmptyEntries);

        return words.Length == 0 ? null : words[^1];
    }
}
