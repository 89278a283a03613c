using System.Text;
using DeepWiki.Core.Providers.Local;

namespace DeepWiki.Core.WikiGeneration.Pages;

/// <summary>What a page says about a file that is no code: its first words, or its first lines.</summary>
internal static class DocumentSection
{
    private const int MostSections = 3;
    private const int ParagraphLines = 8;
    private const int ExcerptLines = 20;

    public static string Write(SourceFile file, string heading)
    {
        if (!file.CanBeCited || file.Blocks.Count == 0)
        {
            return "";
        }

        return file.IsProse ? WriteProse(file, heading) : WriteLines(file, heading);
    }

    /// <summary>The first paragraph of a document; null when it has none.</summary>
    public static Quotation? FirstWords(SourceFile file)
    {
        if (!file.CanBeCited || file.Blocks is not [var block, ..])
        {
            return null;
        }

        var start = Prose.FirstParagraph(block);
        return string.IsNullOrWhiteSpace(block.Lines[start]) || !block.IsQuotable(start) ? null : block.Quote(start, Prose.EndOfText(block, start, ParagraphLines));
    }

    private static string WriteProse(SourceFile file, string heading)
    {
        var text = new StringBuilder($"## {heading}\n\n");
        var cited = new List<string>();
        foreach (var passage in file.Passages.Where(passage => passage.Heading is not null).Take(MostSections))
        {
            var lines = passage.Evidence.Lines;
            var start = passage.Start;
            while (start < passage.End && string.IsNullOrWhiteSpace(lines[start]))
            {
                start++;
            }

            var end = start;
            while (end < passage.End && end - start < ParagraphLines && !string.IsNullOrWhiteSpace(lines[end]) && passage.Evidence.IsQuotable(end))
            {
                end++;
            }

            if (end > start)
            {
                (start, end) = Prose.WholeFences(passage.Evidence, start, end, ExcerptLines);
                var quote = passage.Evidence.Quote(start, end);
                text.Append($"**{Markup.Plain(ReadmeText.Bare(passage.Heading ?? ""))}**\n\n{quote.ToMarkdown()}\n");
                cited.Add(quote.Citation);
            }
        }

        return cited.Count == 0 ? "" : text.Append(PageText.Sources(cited)).Append('\n').ToString();
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
        return $"## {heading}\n\n{quote.ToMarkdown()}\n{PageText.Sources([quote.Citation])}\n";
    }
}
