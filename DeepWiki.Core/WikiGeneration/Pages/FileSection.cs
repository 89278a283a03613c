using System.Text;
using DeepWiki.Core.Providers.Local;

namespace DeepWiki.Core.WikiGeneration.Pages;

/// <summary>What a page says about one source file: what it declares, what its comments say, and some of its lines.</summary>
internal sealed class FileSection(SourceFile file, FileGraph graph, WikiWords words)
{
    private const int MostRows = 10;
    private const int ExcerptLines = 16;
    private const int LongestCitation = 400;

    /// <summary>The section, empty when there is nothing to say.</summary>
    public string Write(string heading, bool hasExcerpt)
    {
        if (!file.CanBeCited || file.Blocks.Count == 0)
        {
            return "";
        }

        var rows = Chosen();
        var text = new StringBuilder($"## {heading}\n\n");
        var cited = new List<string>();
        if (file.Header() is { } header)
        {
            text.Append($"{PageText.Quoted(header.Sentence)} {header.Citation}\n\n");
        }
        else if (file.Main is { Doc: { } doc } main && Markup.IsPlain(doc.Sentence))
        {
            text.Append($"{Quotation.Code(main.Declaration?.QualifiedName ?? file.Stem)}: {PageText.Quoted(doc.Sentence)} {Citation(main, doc)}\n\n");
        }

        if (rows.Count > 0)
        {
            text.Append(PageText.Table(
                [words[WikiWord.Name], words[WikiWord.Says], words[WikiWord.Source]],
                rows.Select(row => new[] { PageText.CellCode(row.Declaration?.QualifiedName ?? ""), Says(row), CitationOf(row) }))).Append('\n');
            cited.AddRange(rows.Select(CitationOf));
        }

        if (hasExcerpt && Excerpt(rows) is { } excerpt)
        {
            text.Append(excerpt.ToMarkdown()).Append('\n');
            cited.Insert(0, excerpt.Citation);
        }

        if (cited.Count == 0)
        {
            cited.Add(file.Whole ?? "");
        }

        return text.Append(PageText.Sources(cited.Take(3))).Append('\n').ToString();
    }

    /// <summary>The declarations that say most, in line order.</summary>
    public List<Passage> Chosen() =>
        [.. file.Declared.Select((passage, place) => (passage, place)).Where(pair => pair.passage.Declaration is { Name.Length: > 1 })
            .OrderByDescending(pair => Weigh(pair.passage)).ThenBy(pair => pair.place).Take(MostRows).OrderBy(pair => pair.place).Select(pair => pair.passage)];

    public static string CitationOf(Passage passage)
    {
        var start = passage.Declaration?.Line ?? passage.Start;
        return passage.Evidence.Quote(start, Math.Min(Math.Max(start + 1, passage.End), start + LongestCitation)).Citation;
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

    private static string Says(Passage passage)
    {
        if (passage.Doc is { } doc && Markup.IsPlain(doc.Sentence))
        {
            return PageText.Quoted(doc.Sentence);
        }

        return passage.Declaration is { } declaration && passage.Evidence.IsQuotable(declaration.Line)
            ? PageText.CellCode(passage.Evidence.Lines[declaration.Line].Trim().TrimEnd('{').TrimEnd())
            : "";
    }

    private string Citation(Passage passage, DocComment doc)
    {
        var from = passage.Evidence.Block.StartLine;
        return Quotation.Cite(file.Path, from + doc.FirstIndex, from + doc.LastIndex);
    }

    /// <summary>The lines worth seeing: of the file's main declaration, or of the one that weighs most.</summary>
    private Quotation? Excerpt(List<Passage> rows)
    {
        var passage = file.Main ?? rows.MaxBy(Weigh);
        if (passage?.Declaration is not { } declaration || !Quotes.CanQuote(passage))
        {
            return null;
        }

        var block = passage.Evidence;
        var limit = Math.Min(block.Lines.Count, declaration.Line + 400);
        var end = Declarations.EndOf(block, declaration.Line, declaration.Line, limit);
        var last = declaration.Line;
        while (last < end && last - declaration.Line < ExcerptLines && block.IsQuotable(last))
        {
            last++;
        }

        return last > declaration.Line ? block.Quote(declaration.Line, last) : null;
    }
}
