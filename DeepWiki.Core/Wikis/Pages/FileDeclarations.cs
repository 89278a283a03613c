using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>The declarations of a file by what they say about it.</summary>
internal sealed class FileDeclarations(SourceFile file, FileGraph graph)
{
    private const int MaxRows = 10;
    private const int MaxDeclarationLength = 400;

    /// <summary>The declarations that say most, of those with one name the first that says anything, in line order.</summary>
    public List<Passage> Chosen() =>
        [
            .. file.Declared.Select((passage, place) => (passage, place))
                .Where(pair => pair.passage.Declaration is { Name.Length: > 1 })
                .GroupBy(pair => pair.passage.Name, StringComparer.Ordinal)
                .Select(same => (Weight: same.Max(pair => Weigh(pair.passage)), Row: same.OrderBy(pair => file.Remark(pair.passage) is null).First()))
                .OrderByDescending(row => row.Weight)
                .ThenBy(row => row.Row.place)
                .Take(MaxRows)
                .OrderBy(row => row.Row.place)
                .Select(row => row.Row.passage),
        ];

    /// <summary>Weight of a declaration: types, documented ones, those that other files name and the one the file is named after have more.</summary>
    public double Weigh(Passage passage)
    {
        if (passage.Declaration is not { } declaration)
        {
            return 0;
        }

        var weight = declaration.IsType ? 3.0 : 0;
        weight += passage.Doc is not null ? 2.5 : 0;
        weight += Math.Min(3, graph.CountNaming(declaration.Name, file));
        weight += declaration.Name.Equals(file.Stem, StringComparison.OrdinalIgnoreCase) ? 3 : 0;
        weight += Math.Min(1.5, (passage.End - passage.Start) / 40.0);
        return declaration.Name.StartsWith('_') ? weight - 2 : weight;
    }

    public static string CitationOf(Passage passage) => passage.Evidence.Quote(passage.Head, EndOf(passage)).Citation;

    private static int EndOf(Passage passage)
    {
        var limit = Math.Min(passage.Evidence.Lines.Count, passage.Head + MaxDeclarationLength);
        return Math.Clamp(passage.Declaration is { IsType: true } ? passage.FullEnd : passage.End, passage.Head + 1, limit);
    }
}
