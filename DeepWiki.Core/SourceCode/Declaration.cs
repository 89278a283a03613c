namespace DeepWiki.Core.SourceCode;

/// <summary>A declaration of a source file, as the index stores it.</summary>
/// <param name="Line">Line of its name, from 1.</param>
/// <param name="Name">Its own name; empty for a type without one.</param>
/// <param name="FullName">The name with all it stands in, packages and namespaces included.</param>
/// <param name="Kind">The sort of thing it declares.</param>
public sealed record Declaration(int Line, string Name, string FullName, DeclarationKind Kind)
{
    /// <summary>Its last line.</summary>
    public int EndLine { get; init; } = Line;

    /// <summary>Lines of the comment or docstring that documents it; null for none.</summary>
    public LineSpan? Doc { get; init; }

    /// <summary>Names of types that a type extends or implements, as its head spells them.</summary>
    public IReadOnlyList<string> Bases { get; init; } = [];

    /// <summary>True when it is a test, or stands in a file of tests.</summary>
    public bool IsTest { get; init; }

    /// <summary>True when its own modifiers, or the custom of its language, let other files use it.</summary>
    public bool IsExported { get; init; }

    /// <summary>True when it is an accessor or a function of hardly a line.</summary>
    public bool IsTrivial { get; init; }

    /// <summary>The types it belongs to, as far as its file declares them; empty for none.</summary>
    public string Scope { get; init; } = "";

    /// <summary>The name with the types it belongs to, as it is shown.</summary>
    public string QualifiedName => Scope.Length == 0 ? Name : $"{Scope}.{Name}";

    /// <summary>True when it holds further declarations rather than code.</summary>
    public bool IsType => Kind is > DeclarationKind.Unknown and <= DeclarationKind.Service;

    /// <summary>All declarations of one file, each with the types it belongs to.</summary>
    public static IReadOnlyList<Declaration> WithScopes(IReadOnlyList<Declaration> declarations)
    {
        var types = declarations.Where(declaration => declaration.IsType).Select(declaration => declaration.Name).ToHashSet(StringComparer.Ordinal);
        return [.. declarations.Select(declaration => declaration with { Scope = ScopeOf(declaration, types) })];
    }

    // Packages and namespaces are named in front of types; a method may be declared far from its type, as in Go.
    private static string ScopeOf(Declaration declaration, HashSet<string> types)
    {
        var parts = declaration.FullName.Length > declaration.Name.Length ? declaration.FullName[..^(declaration.Name.Length + 1)].Split('.') : [];
        var from = parts.Length;
        while (from > 0 && types.Contains(parts[from - 1]))
        {
            from--;
        }

        from = from == parts.Length && parts.Length > 0 && declaration.Kind == DeclarationKind.Method ? from - 1 : from;
        return string.Join('.', parts[from..]);
    }
}
