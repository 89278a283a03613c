using System.Collections.Frozen;

namespace DeepWiki.Core.SourceCode.Parsing;

/// <summary>Kinds of declarations by the words of ctags and of languages.</summary>
internal static class TagKinds
{
    // Kind, then the words for it.
    private static readonly FrozenDictionary<string, DeclarationKind> Words = Table(
        (DeclarationKind.Class, "class object actor mixin contract"),
        (DeclarationKind.Interface, "interface protocol"),
        (DeclarationKind.Struct, "struct union structure"),
        (DeclarationKind.Enum, "enum"),
        (DeclarationKind.Record, "record input"),
        (DeclarationKind.Trait, "trait"),
        (DeclarationKind.Implementation, "implementation impl extension"),
        (DeclarationKind.Module, "module library"),
        (DeclarationKind.Type, "typedef type typealias alias"),
        (DeclarationKind.Message, "message"),
        (DeclarationKind.Service, "service"),
        (DeclarationKind.Function, "function func generator subroutine sub procedure trigger"),
        (DeclarationKind.Method, "method member methodSpec singletonMethod getter setter rpc"),
        (DeclarationKind.Property, "property"),
        (DeclarationKind.Macro, "macro"),
        (DeclarationKind.Constant, "constant const define"),
        (DeclarationKind.Variable, "variable var"),
        (DeclarationKind.Table, "table index"),
        (DeclarationKind.View, "view"));

    private static readonly FrozenSet<string> Packages = FrozenSet.Create(StringComparer.Ordinal, "package", "namespace", "module", "function");

    /// <summary>Kind of a declaration by the word it begins with, as in "record struct" or "impl Display for"; null when the word does not tell.</summary>
    public static DeclarationKind? OfKeyword(ReadOnlySpan<char> keyword)
    {
        var end = keyword.IndexOfAny(" <\t");
        return Words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(end < 0 ? keyword : keyword[..end], out var kind) ? kind : null;
    }

    /// <summary>The word for a type, as ctags says it.</summary>
    public static string KeywordOf(DeclarationKind kind) => kind switch
    {
        DeclarationKind.Struct => "struct",
        DeclarationKind.Interface => "interface",
        DeclarationKind.Enum => "enum",
        DeclarationKind.Record => "record",
        _ => "class",
    };

    /// <summary>Kind of a tag's declaration; null for one that is not looked for, such as a field, a parameter or an import.</summary>
    public static DeclarationKind? Classify(string extension, SymbolTag tag) => (tag.Kind, extension) switch
    {
        // A member is a method in Python and a mere field in C; an object is a declaration in Kotlin and a value in JavaScript.
        ("member", "c" or "cpp") => null,
        ("object", not "kt") => null,

        // In PHP an alias is an import, in Ruby an index is none.
        ("alias", "php") or ("index", _) => null,
        ("property", not "cs") => null,
        ("interface", "rs") => DeclarationKind.Trait,
        _ when tag.Name[0] == '<' => null,
        _ => Words.TryGetValue(tag.Kind, out var kind) ? kind == DeclarationKind.Function && IsMember(tag) ? DeclarationKind.Method : kind : null,
    };

    /// <summary>True when such a tag counts only at the left edge of code that is no test: values, and names for types.</summary>
    public static bool IsValue(SymbolTag tag) => tag.Kind is "constant" or "alias" or "variable" or "const" or "var" or "define";

    private static bool IsMember(SymbolTag tag) => tag.Scope is not null && tag.ScopeKind is { } kind && !Packages.Contains(kind);

    private static FrozenDictionary<string, DeclarationKind> Table(params ReadOnlySpan<(DeclarationKind Kind, string Words)> rows)
    {
        var table = new Dictionary<string, DeclarationKind>(StringComparer.OrdinalIgnoreCase);
        foreach (var (kind, words) in rows)
        {
            foreach (var word in words.Split(' '))
            {
                table.Add(word, kind);
            }
        }

        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
