using System.Text;
using DeepWiki.Core.Localization;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>Section of a page about one source file: its declarations, its comments, and some of its lines.</summary>
internal sealed class FileSection(SourceFile file, FileGraph graph, LocalizedText words)
{
    private const int MaxRows = 10;
    private const int ExcerptLines = 16;
    private const int MinExcerptLines = 3;
    private const int MaxDeclarationLength = 400;
    private const int MaxSources = 3;

    /// <summary>The section, empty when there is nothing to say.</summary>
    public string Write(string heading, bool hasExcerpt)
    {
        if (!file.CanBeCited || file.Blocks.Count == 0)
        {
            return "";
        }

        var rows = Chosen();
        var text = new StringBuilder($"## {heading}\n\n");
        text.Append(file.Introduction() is { } said ? $"{said.ToMarkdown()}\n\n" : "");
        if (rows.Count > 0)
        {
            text.Append(PageMarkup.Table(
                [words[WikiWord.Name], words[WikiWord.Says], words[WikiWord.Source]],
                rows.Select(row => new[] { NameOf(row), Says(row), CitationOf(row) }))).Append('\n');
        }

        var cited = rows.Select(CitationOf).ToList();
        if (hasExcerpt && Excerpt(rows) is { } excerpt)
        {
            text.Append(excerpt.ToMarkdown()).Append('\n');
            cited.Insert(0, excerpt.Citation);
        }

        if (cited.Count == 0)
        {
            cited.Add(file.Whole ?? "");
        }

        return text.Append(PageMarkup.Sources(cited.Take(MaxSources))).Append('\n').ToString();
    }

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

    public static string CitationOf(Passage passage) => passage.Evidence.Quote(passage.Head, EndOf(passage)).Citation;

    private static int EndOf(Passage passage)
    {
        var limit = Math.Min(passage.Evidence.Lines.Count, passage.Head + MaxDeclarationLength);
        return Math.Clamp(passage.Declaration is { IsType: true } ? passage.FullEnd : passage.End, passage.Head + 1, limit);
    }

    private double Weigh(Passage passage)
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

    // Overloads share a row.
    private string NameOf(Passage passage)
    {
        var count = file.Declared.Count(other => other.Name == passage.Name);
        return PageMarkup.CellCode(passage.Name ?? "") + (count > 1 ? $" ×{count}" : "");
    }

    private string Says(Passage passage)
    {
        if (file.Remark(passage) is { } said)
        {
            return PageMarkup.Quoted(said.Sentence);
        }

        return passage.Declaration is not null && passage.Evidence.IsQuotable(passage.Head)
            ? PageMarkup.CellCode(passage.Evidence.Lines[passage.Head].Trim().TrimEnd('{').TrimEnd())
            : "";
    }

    /// <summary>The lines worth seeing: a small type whole, else the function that weighs most, else how it all begins.</summary>
    private Quotation? Excerpt(List<Passage> rows)
    {
        if (file.Main is { } main && Length(main) <= ExcerptLines && Length(main) >= MinExcerptLines && Quotes.CanQuote(main))
        {
            return Begin(main);
        }

        var ranked = rows.Where(Quotes.CanQuote).OrderByDescending(Weigh).ToList();
        var whole = ranked.Find(row => row.Declaration is { IsType: false } && Length(row) is >= MinExcerptLines and <= ExcerptLines);
        var best = whole ?? ranked.Find(row => row.Declaration is { IsType: false } && Length(row) > ExcerptLines) ?? ranked.FirstOrDefault();
        return best is null ? null : Begin(best);
    }

    private static int Length(Passage passage) => EndOf(passage) - passage.Head;

    private Quotation? Begin(Passage passage)
    {
        var block = passage.Evidence;
        var start = passage.Head;
        var end = start;
        while (end < Math.Min(EndOf(passage), start + ExcerptLines) && block.IsQuotable(end))
        {
            end++;
        }

        // A comment on what is not shown any more belongs to it.
        var next = file.Declared.FirstOrDefault(other => other.Evidence == block && other.Start < end && other.Head >= end);
        end = next is not null && next.Start - start > MinExcerptLines ? next.Start : end;
        return end > start ? block.Quote(start, end) : null;
    }
}
