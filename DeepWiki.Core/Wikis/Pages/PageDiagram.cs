using System.Text;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Diagrams;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>Draws the relations of a page's files, folders or types as a small graph; none where there is nothing to see.</summary>
internal static class PageDiagram
{
    private const int MaxNodes = 14;
    private const int MaxEdges = 24;
    private const int MinEdges = 2;

    /// <summary>Diagram of the files of the page, or of their folders where there are too many files; null where too few are linked.</summary>
    public static (WikiWord Title, string Diagram)? OfFiles(IReadOnlyList<SourceFile> files, FileGraph graph)
    {
        var folders = files.Select(file => file.Folder).Distinct(StringComparer.Ordinal).Count();
        var byFolder = files.Count > MaxNodes && folders is > 2 and <= MaxNodes;
        var names = files.Select(file => byFolder ? file.Folder : Unit(file)).ToList();
        var edges = graph.Edges.Select(edge => (From: names[edge.From], To: names[edge.To])).Where(edge => edge.From != edge.To);
        var shown = Shorten(names);
        return Draw(edges.Select(edge => (shown[edge.From], shown[edge.To]))) is { } diagram
            ? (byFolder ? WikiWord.FolderDiagram : WikiWord.FileDiagram, diagram)
            : null;
    }

    public static string? OfTypes(IReadOnlyList<(string Type, string Base)> types) => Draw(types);

    // dict.c and dict.h are one thing in two files.
    private static string Unit(SourceFile file) =>
        SourceLanguage.FromPath(file.Path) is { IsOfC: true } ? file.Path[..^Path.GetExtension(file.Path).Length] : file.Path;

    /// <summary>Shortens paths to as many folders as tell each from the others.</summary>
    private static Dictionary<string, string> Shorten(IEnumerable<string> names)
    {
        var distinct = names.Distinct(StringComparer.Ordinal).ToList();
        var shortened = distinct.ToDictionary(name => name, name => Tail(name, 1), StringComparer.Ordinal);
        for (var parts = 2; parts <= 6; parts++)
        {
            foreach (var same in distinct.GroupBy(name => shortened[name], StringComparer.Ordinal).Where(group => group.Count() > 1).ToList())
            {
                foreach (var name in same)
                {
                    shortened[name] = Tail(name, parts);
                }
            }
        }

        return shortened;
    }

    private static string Tail(string path, int parts)
    {
        var from = path.Length;
        for (var i = 0; i < parts && from > 0; i++)
        {
            from = path.LastIndexOf('/', from - 1);
        }

        return path[(from + 1)..];
    }

    private static string? Draw(IEnumerable<(string From, string To)> relations)
    {
        var edges = relations.Distinct().ToList();
        if (edges.Count < MinEdges)
        {
            return null;
        }

        // Too much to see at once: those with most relations are the ones to see.
        var degrees = edges
            .SelectMany(edge => new[] { edge.From, edge.To })
            .CountBy(name => name, StringComparer.Ordinal)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .ToList();
        var shown = degrees.Take(MaxNodes).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        var kept = edges.Where(edge => shown.Contains(edge.From) && shown.Contains(edge.To)).Take(MaxEdges).ToList();
        if (kept.Count < MinEdges)
        {
            return null;
        }

        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var text = new StringBuilder("graph TD\n");
        foreach (var name in kept.SelectMany(edge => new[] { edge.From, edge.To }).Distinct(StringComparer.Ordinal))
        {
            ids[name] = $"n{ids.Count + 1}";
            text.Append($"  {ids[name]}[\"{DiagramText.Label(name)}\"]\n");
        }

        foreach (var (from, to) in kept)
        {
            text.Append($"  {ids[from]} --> {ids[to]}\n");
        }

        return text.ToString();
    }
}
