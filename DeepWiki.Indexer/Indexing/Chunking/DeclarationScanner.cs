using System.Collections.Frozen;

namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>Finds declarations such as <c>public final class Name</c> in languages ctags does not know, by keyword and indentation.</summary>
internal static class DeclarationScanner
{
    private const int MaxLine = 400;

    private static readonly FrozenSet<string> Scopes = FrozenSet.Create(
        StringComparer.Ordinal, "class", "interface", "object", "enum", "struct", "protocol", "extension", "trait", "actor", "namespace", "module", "mixin",
        "union", "contract", "service", "input", "type", "structure");

    private static readonly FrozenSet<string> Members = FrozenSet.Create(
        StringComparer.Ordinal, "func", "fun", "fn", "def", "proc", "sub", "function", "typealias", "typedef", "macro", "template", "resource",
        "variable", "output", "data", "query", "mutation", "modifier", "event");

    private static readonly FrozenSet<string> Modifiers = FrozenSet.Create(
        StringComparer.Ordinal, "public", "private", "protected", "internal", "open", "final", "static", "override", "abstract", "sealed", "case", "implicit",
        "lazy", "inline", "indirect", "mutating", "async", "export", "pub", "partial", "shared", "fileprivate", "required", "convenience", "external", "given",
        "overrides", "overridable", "friend", "readonly", "base", "rec", "and", "ref", "unsafe", "file", "new");

    /// <summary>The declarations of a file.</summary>
    /// <param name="lines">The file.</param>
    /// <param name="ignoresCase">Whether keywords may be written in any case, as in Visual Basic.</param>
    public static List<Boundary> Scan(SourceLines lines, bool ignoresCase)
    {
        var boundaries = new List<Boundary>();
        var scopes = new Stack<(int Indent, string Name)>();
        for (var line = 1; line <= lines.Count; line++)
        {
            var text = lines[line];
            text = text[..Math.Min(text.Length, MaxLine)];
            var trimmed = text.TrimStart();
            if (trimmed.IsEmpty || !char.IsLetter(trimmed[0]) || Declaration(trimmed, ignoresCase) is not { } declaration)
            {
                continue;
            }

            var indent = text.Length - trimmed.Length;
            while (scopes.TryPeek(out var scope) && scope.Indent >= indent)
            {
                scopes.Pop();
            }

            var name = scopes.TryPeek(out var outer) ? $"{outer.Name}.{declaration.Name}" : declaration.Name;
            boundaries.Add(new Boundary(line, name));
            if (declaration.IsScope && scopes.Count < 16)
            {
                scopes.Push((indent, name));
            }
        }

        return boundaries;
    }

    /// <summary>The name that one of <paramref name="keywords"/> declares on a line, behind any modifiers; null when none does.</summary>
    public static string? NameOf(ReadOnlySpan<char> text, FrozenSet<string> keywords)
    {
        for (var word = Word(ref text); !word.IsEmpty; word = Word(ref text))
        {
            var keyword = word.ToString();
            if (!keywords.Contains(keyword))
            {
                if (!Modifiers.Contains(keyword))
                {
                    return null;
                }

                continue;
            }

            // "record struct" is two keywords.
            var name = Word(ref text);
            name = keywords.Contains(name.ToString()) ? Word(ref text) : name;

            return name.IsEmpty ? null : name.ToString();
        }

        return null;
    }

    private static (string Name, bool IsScope)? Declaration(ReadOnlySpan<char> text, bool ignoresCase)
    {
        for (var word = Word(ref text); !word.IsEmpty; word = Word(ref text))
        {
            var keyword = ignoresCase ? word.ToString().ToLowerInvariant() : word.ToString();
            if (Modifiers.Contains(keyword))
            {
                continue;
            }

            var isScope = Scopes.Contains(keyword);
            var name = isScope || Members.Contains(keyword) ? Word(ref text) : default;

            // "case class" and "enum class" are two keywords.
            name = isScope && !name.IsEmpty && Scopes.Contains(name.ToString()) ? Word(ref text) : name;

            return name.IsEmpty ? null : (name.ToString(), isScope);
        }

        return null;
    }

    // Skips blanks and quotes before a word, as in: resource "kind" "name".
    private static ReadOnlySpan<char> Word(ref ReadOnlySpan<char> text)
    {
        text = text.TrimStart(" \t\"");
        var length = 0;
        while (length < text.Length && (char.IsLetterOrDigit(text[length]) || text[length] is '_' or '$'))
        {
            length++;
        }

        var word = text[..length];
        text = text[length..];

        return word;
    }
}
