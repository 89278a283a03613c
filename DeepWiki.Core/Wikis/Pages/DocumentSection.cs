using System.Text;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.TextAnalysis;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>Section of a page about a file that is no code: some of its paragraphs, or its first lines.</summary>
internal static class DocumentSection
{
    private const int MaxSections = 4;
    private const int ParagraphLines = 10;
    private const int ExcerptLines = 16;
    private const double MostlyLinks = 0.6;

    /// <param name="file">The file.</param>
    /// <param name="heading">Heading on the page.</param>
    /// <param name="title">Title of the page.</param>
    /// <param name="said">Quotation of the file that the page already has; null for none.</param>
    public static string Write(SourceFile file, string heading, string title, Quotation? said)
    {
        if (!file.CanBeCited || file.Blocks.Count == 0)
        {
            return "";
        }

        return file.IsProse ? WriteProse(file, heading, title, said) : WriteLines(file, heading);
    }

    /// <summary>The first paragraph of a document with its citation; null when it has none.</summary>
    public static Quotation? FirstWords(SourceFile file)
    {
        if (!file.CanBeCited || file.Blocks is not [var block, ..])
        {
            return null;
        }

        var start = Prose.FirstParagraph(block);
        return string.IsNullOrWhiteSpace(block.Lines[start]) || IsAside(block.Lines[start]) || !block.IsQuotable(start)
            ? null
            : block.Quote(start, Prose.EndOfText(block, start, ParagraphLines));
    }

    /// <summary>Lines of a document as a quotation that reads like text: without links, tags and images, unless code is among them.</summary>
    public static string Quoted(Quotation quote)
    {
        if (quote.Lines.Any(line =>
                line.AsSpan().TrimStart().StartsWith("```") || line.StartsWith("    ", StringComparison.Ordinal) || line.TrimStart().StartsWith('|')))
        {
            return quote.ToMarkdown();
        }

        var text = new StringBuilder();
        foreach (var line in quote.Lines)
        {
            var item = line.TrimStart() is ['-' or '*' or '+', ' ', ..];
            var bare = ReadmeText.Bare(item ? line.TrimStart()[2..] : line);
            if (Markup.HoldsAddress(bare))
            {
                return quote.Fenced();
            }

            if (bare.Length > 0 || text.Length > 0)
            {
                text.Append($"> {(item ? "- " : "")}{Escaped(bare)}".TrimEnd()).Append('\n');
            }
        }

        return text.ToString();
    }

    // At the beginning of a line a sign may be a heading, a list or a quotation.
    private static string Escaped(string text)
    {
        var plain = Markup.Plain(text);
        return plain is ['-' or '+' or '=', ..] ? "\\" + plain : plain;
    }

    private static string WriteProse(SourceFile file, string heading, string title, Quotation? said)
    {
        var text = new StringBuilder($"## {heading}\n\n");
        var cited = new List<string>();
        foreach (var passage in Chosen(file, title))
        {
            var (start, end) = Paragraph(passage);
            if (end > start && passage.Evidence.Block.StartLine + start != said?.StartLine)
            {
                var quote = passage.Evidence.Quote(start, end);
                text.Append($"**{HeadingOf(passage, file)}**\n\n{Quoted(quote)}\n");
                cited.Add(quote.Citation);
            }
        }

        return cited.Count == 0 ? "" : text.Append(PageMarkup.Sources(cited)).Append('\n').ToString();
    }

    // A heading may be a picture, or an address that would become a link.
    private static string HeadingOf(Passage passage, SourceFile file) =>
        Markup.Plain(ReadmeText.Bare(passage.Heading ?? "") is { Length: > 0 } heading && !Markup.HoldsAddress(heading) ? heading : file.FileName);

    /// <summary>Sections that bear on the title of the page, then the first ones, in the order of the document.</summary>
    private static IEnumerable<Passage> Chosen(SourceFile file, string title)
    {
        var wanted = Tokenizer.DistinctTerms(title).ToHashSet(StringComparer.Ordinal);
        return file.Passages.Where(passage => passage.Heading is not null && !IsListOfLinks(passage)).Select((passage, place) => (passage, place))
            .OrderByDescending(pair => Tokenizer.DistinctTerms(pair.passage.Heading ?? "").Count(wanted.Contains)).ThenBy(pair => pair.place)
            .Take(MaxSections).OrderBy(pair => pair.place).Select(pair => pair.passage);
    }

    private static bool IsListOfLinks(Passage passage)
    {
        var lines = passage.Evidence.Lines.Skip(passage.Start).Take(passage.End - passage.Start).Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
        return lines.Count(line => line.Contains("](", StringComparison.Ordinal) || line.Contains("<img", StringComparison.OrdinalIgnoreCase))
            > MostlyLinks * lines.Count;
    }

    private static (int Start, int End) Paragraph(Passage passage)
    {
        var lines = passage.Evidence.Lines;
        var start = passage.Start;
        while (start < passage.End && (ReadmeText.Bare(lines[start]).Length == 0 || IsAside(lines[start])))
        {
            // With its first line goes the whole paragraph.
            var isAside = IsAside(lines[start]);
            start++;
            while (isAside && start < passage.End && !string.IsNullOrWhiteSpace(lines[start]))
            {
                start++;
            }
        }

        var end = start;
        while (end < passage.End && end - start < ParagraphLines && !string.IsNullOrWhiteSpace(lines[end]) && passage.Evidence.IsQuotable(end))
        {
            end++;
        }

        return end > start ? Prose.WholeFences(passage.Evidence, start, end, 2 * ExcerptLines) : (start, end);
    }

    // > [!IMPORTANT]    | [![build](https://host/badge.svg)](https://host) | ...    [![build]...
    private static bool IsAside(string line)
    {
        var text = line.AsSpan().TrimStart();
        return text.StartsWith("> [!")
            || text.StartsWith(">[!")
            || (text.StartsWith("|") && (text.Contains("![", StringComparison.Ordinal) || text.Contains("<img", StringComparison.OrdinalIgnoreCase)));
    }

    private static string WriteLines(SourceFile file, string heading)
    {
        var block = file.Blocks[0];
        var end = 0;
        while (end < block.Lines.Count && end < ExcerptLines && block.IsQuotable(end))
        {
            end++;
        }

        if (end == 0)
        {
            return "";
        }

        var quote = block.Quote(0, end);
        return $"## {heading}\n\n{quote.ToMarkdown()}\n{PageMarkup.Sources([quote.Citation])}\n";
    }
}
