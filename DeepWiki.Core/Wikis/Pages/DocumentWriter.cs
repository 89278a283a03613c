using System.Text;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Documents;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>Writes sections of documents onto a page: whole paragraphs, lists, tables and examples, each section with the lines it stands in.</summary>
internal sealed class DocumentWriter(PageBody body)
{
    private const int SectionWords = 320;
    private const int MaxCodeLines = 70;
    private const int MaxCodeBlocks = 10;
    private const int MaxNamedSections = 12;
    private const int MaxTableRows = 24;
    private const int MinRepeated = 24;

    /// <summary>Writes sections until the words are used up, and names the rest; gives back the words that are left.</summary>
    /// <param name="file">The document.</param>
    /// <param name="sections">Its sections to show, in order.</param>
    /// <param name="words">Most words to write.</param>
    /// <param name="hasTitle">True to write the heading of the first section too.</param>
    public int Write(SourceFile file, IReadOnlyList<DocumentSection> sections, int words, bool hasTitle)
    {
        var shown = sections.Where(section => section.Blocks.Count > 0 || section.Heading is not null).ToList();
        var top = shown.Skip(hasTitle ? 0 : 1).Select(section => section.Level).Where(level => level > 0).DefaultIfEmpty(1).Min();
        var left = words;
        var named = new List<DocumentSection>();
        for (var i = 0; i < shown.Count; i++)
        {
            var section = shown[i];
            var isLead = i == 0 && !hasTitle;
            if (DocumentRoles.IsAside(section.Title) && !isLead)
            {
                continue;
            }

            if (left <= 0)
            {
                named.Add(section);
                continue;
            }

            // A heading alone is shown when there is something below it.
            var isEmpty = section.Blocks.Count == 0;
            if (isEmpty && !(i + 1 < shown.Count && shown[i + 1].Level > section.Level))
            {
                continue;
            }

            var heading = isLead || section.Heading is null ? "" : $"{new string('#', Math.Clamp(2 + section.Level - top, 2, 4))} {HeadingOf(section)}\n\n";
            left -= WriteSection(file, section, heading);
        }

        if (named.Count > 0)
        {
            var rest = string.Join(", ", named.Where(section => section.Level <= named.Min(other => other.Level) && section.Title.Length > 0)
                .Select(section => Markup.Plain(section.Title)).Take(MaxNamedSections));
            var citation = Quotation.Cite(file.Path, named[0].StartLine, named[^1].EndLine);
            body.Add(rest.Length == 0 ? "" : $"{body.Words.Format(WikiWord.FurtherSections, rest)} {citation}\n\n");
        }

        return left;
    }

    private static string HeadingOf(DocumentSection section) => RepositoryLink.Resolve(section.Heading?.Text ?? "", (_, label) => label).TrimEnd(':');

    /// <summary>Writes one section; gives back the number of words it took.</summary>
    private int WriteSection(SourceFile file, DocumentSection section, string heading)
    {
        body.Links.Begin();
        var text = new StringBuilder(heading);
        var (taken, code) = (0, 0);
        DocumentBlock? last = null;
        foreach (var whole in section.Blocks)
        {
            var block = Cut(whole);
            if (taken > SectionWords || IsNoise(block) || IsRepeated(block))
            {
                continue;
            }

            if (block.Kind == DocumentBlockKind.Code)
            {
                if (code >= MaxCodeBlocks)
                {
                    break;
                }

                if (block.Text.Count(sign => sign == '\n') > MaxCodeLines || block.Text.Split('\n').Any(line => line.Length > 400))
                {
                    continue;
                }

                code++;
                body.HasExample = true;
            }

            text.Append(block.Kind == DocumentBlockKind.Table ? Shorten(body.Write(block, file.Path)) : body.Write(block, file.Path));
            taken += block.Words + (block.Kind == DocumentBlockKind.Code ? 10 : 0);
            last = block;
        }

        if (last is null)
        {
            body.Add(section.Blocks.Count == 0 ? heading : "");
            return 5;
        }

        var first = section.Heading is null || heading.Length == 0 ? section.Blocks[0].StartLine : section.StartLine;
        body.Add(text.Append(PageMarkup.Sources([Quotation.Cite(file.Path, first, Math.Max(first, last.EndLine))])).Append('\n').ToString());
        return taken;
    }

    /// <summary>A long example up to the last blank line that stands between two statements of the outermost level.</summary>
    private static DocumentBlock Cut(DocumentBlock block)
    {
        var lines = block.Text.Split('\n');
        if (block.Kind != DocumentBlockKind.Code || lines.Length <= MaxCodeLines)
        {
            return block;
        }

        var end = MaxCodeLines;
        while (end > 0 && !(lines[end].Trim().Length == 0 && end + 1 < lines.Length && lines[end + 1].Length > 0 && !char.IsWhiteSpace(lines[end + 1][0])
            && lines[end - 1].Trim() is not ("{" or "")))
        {
            end--;
        }

        return end == 0 ? block : block with { Text = string.Join('\n', lines.Take(end)) };
    }

    // README and guide may begin with the same words.
    private bool IsRepeated(DocumentBlock block)
    {
        var text = block.Kind == DocumentBlockKind.Code ? block.Text.Trim() : block.Plain;
        return text.Length >= MinRepeated && !body.Shown.Add(text);
    }

    // A number of badges leaves signs and single words behind.
    private static bool IsNoise(DocumentBlock block) =>
        block.Kind == DocumentBlockKind.Paragraph && (block.Plain.Length < 3 || block.Plain.All(c => !char.IsLetter(c)));

    private static string Shorten(string table)
    {
        var lines = table.TrimEnd().Split('\n');
        return lines.Length <= MaxTableRows + 2 ? table : string.Join('\n', lines.Take(MaxTableRows + 2)) + "\n\n";
    }
}
