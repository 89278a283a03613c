using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>Graph of the types of a page that extend or implement each other.</summary>
internal static class TypeGraph
{
    public static List<(string Type, string Base)> Find(IReadOnlyList<SourceFile> files)
    {
        var types = files.SelectMany(file => file.Declared).Select(passage => passage.Declaration).OfType<Declaration>()
            .Where(declaration => declaration.IsType).ToList();
        var names = types.Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        return [.. types.SelectMany(type => type.Bases.Where(name => names.Contains(name) && name != type.Name).Select(name => (type.Name, name))).Distinct()];
    }
}
