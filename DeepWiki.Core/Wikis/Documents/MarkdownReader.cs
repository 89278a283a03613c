using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DeepWiki.Core.SourceCode;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace DeepWiki.Core.Wikis.Documents;

/// <summary>Reads Markdown into blocks.</summary>
internal static partial class MarkdownReader
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const int MinWords = 5;
    private const int MaxDepth = 6;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder { TrackTrivia = false }
        .UsePipeTables()
        .UseYamlFrontMatter()
        .UsePreciseSourceLocation()
        .Build();

    /// <param name="lines">Lines of the document.</param>
    /// <param name="firstLine">Number of the first of them.</param>
    public static IEnumerable<DocumentBlock> Read(IReadOnlyList<string> lines, int firstLine)
    {
        var text = string.Join('\n', lines);
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig refuses what is nested without end.
            return [];
        }

        return document.SelectMany(block => Convert(block, text, firstLine)).OfType<DocumentBlock>();
    }

    private static IEnumerable<DocumentBlock?> Convert(Block block, string text, int firstLine)
    {
        var start = block.Line + firstLine;
        var end = start + Math.Max(0, Breaks(text, block.Span.Start, block.Span.End));
        switch (block)
        {
            case YamlFrontMatterBlock front:
                return FrontTitle(front) is { Length: > 0 } title
                    ? [new DocumentBlock(DocumentBlockKind.Heading, SafeText.Escape(title), title, start, end) { Level = 1 }] : [];
            case HeadingBlock heading:
                var plain = InlineText.Plain(heading.Inline).Trim();
                return plain.Length == 0 ? []
                    : [new DocumentBlock(DocumentBlockKind.Heading, InlineText.Markdown(heading.Inline).Trim(), plain, start, end) { Level = heading.Level }];
            case ParagraphBlock paragraph:
                return [Paragraph(DocumentBlockKind.Paragraph, InlineText.Markdown(paragraph.Inline), InlineText.Plain(paragraph.Inline), start, end)];
            case CodeBlock code:
                return [Code(code, start, end)];
            case Table table:
                return [ReadTable(table, start, end)];
            case ListBlock list:
                return [Paragraph(DocumentBlockKind.List, List(list, "", 0), Words(list, 0), start, end)];
            case QuoteBlock quote:
                var lines = string.Join('\n', Item(quote, "", 0).Split('\n').Select(line => line.Length == 0 ? ">" : "> " + line));
                return [Paragraph(DocumentBlockKind.Note, Alert().Replace(lines, ""), Words(quote, 0), start, end)];
            case HtmlBlock html:
                return [ReadHtml(html.Lines.ToString(), start, end)];
            default:
                return [];
        }
    }

    private static int Breaks(string text, int from, int to) => to < from || from >= text.Length ? 0
        : text.AsSpan(from, Math.Min(to + 1, text.Length) - from).Trim('\n').Count('\n');

    // title: "Completions"
    private static string FrontTitle(YamlFrontMatterBlock front) => Title().Match(front.Lines.ToString()) is { Success: true } match
        ? match.Groups["title"].Value.Trim(' ', '"', '\'') : "";

    private static DocumentBlock? Paragraph(DocumentBlockKind kind, string markdown, string plain, int start, int end)
    {
        var words = plain.Trim();
        return words.Length == 0 || !words.Any(char.IsLetterOrDigit) ? null : new DocumentBlock(kind, markdown.Trim('\n'), words, start, end);
    }

    private static DocumentBlock? Code(CodeBlock code, int start, int end)
    {
        var text = code.Lines.ToString().TrimEnd();
        var language = (code as FencedCodeBlock)?.Info ?? "";
        return text.Trim().Length == 0 ? null
            : new DocumentBlock(DocumentBlockKind.Code, text, "", start, end) { Language = Word().Match(language).Value };
    }

    private static DocumentBlock? ReadTable(Table table, int start, int end)
    {
        var rows = table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(cell => Cell(cell)).ToList()).Where(row => row.Count > 0).ToList();
        if (rows.Count < 2 || rows.Skip(1).All(row => row.All(cell => cell.Length == 0)))
        {
            return null;
        }

        // A column of pictures is empty without them.
        var width = rows[0].Count;
        var kept = Enumerable.Range(0, width).Where(column => rows.Skip(1).Any(row => column < row.Count && row[column].Length > 0)).ToList();
        var text = new StringBuilder();
        for (var i = 0; i < rows.Count; i++)
        {
            text.Append("| ").AppendJoin(" | ", kept.Select(column => column < rows[i].Count ? rows[i][column] : "")).Append(" |\n");
            text.Append(i == 0 ? $"|{string.Concat(kept.Select(_ => " --- |"))}\n" : "");
        }

        return Paragraph(DocumentBlockKind.Table, text.ToString(), Words(table, 0), start, end);
    }

    private static string Cell(TableCell cell) =>
        string.Join(' ', cell.OfType<LeafBlock>().Select(leaf => InlineText.Markdown(leaf.Inline).Replace('\n', ' ').Trim()))
            .Replace("\\|", "|", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static string List(ListBlock list, string indentation, int depth)
    {
        var text = new StringBuilder();
        var number = int.TryParse(list.OrderedStart, out var first) ? first : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var mark = list.IsOrdered ? $"{number++}. " : "- ";
            var content = depth > MaxDepth ? "" : Item(item, indentation + new string(' ', mark.Length), depth + 1);
            if (content.Trim().Length > 0)
            {
                text.Append(indentation).Append(mark).Append(content.TrimStart()).Append('\n');
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>Blocks within an item or a quotation.</summary>
    private static string Item(ContainerBlock container, string indentation, int depth)
    {
        var parts = new List<string>();
        foreach (var block in container)
        {
            var part = block switch
            {
                ParagraphBlock paragraph => indentation + InlineText.Markdown(paragraph.Inline).Replace("\n", "\n" + indentation, StringComparison.Ordinal),
                ListBlock list => List(list, indentation, depth),
                CodeBlock code => Indented(Fenced(code), indentation),
                HeadingBlock heading => $"{indentation}**{InlineText.Markdown(heading.Inline).Trim()}**",
                QuoteBlock quote when depth <= MaxDepth => Item(quote, indentation, depth + 1),
                _ => "",
            };
            if (part.Trim().Length > 0)
            {
                parts.Add(part);
            }
        }

        var text = new StringBuilder();
        for (var i = 0; i < parts.Count; i++)
        {
            var isList = parts[i].TrimStart() is ['-' or (>= '0' and <= '9'), ..];
            text.Append(i == 0 ? "" : isList ? "\n" : "\n\n").Append(parts[i]);
        }

        return text.ToString();
    }

    private static string Fenced(CodeBlock code) => new Quotation("x.txt", 1, code.Lines.ToString().TrimEnd().Split('\n')).Fenced().TrimEnd();

    private static string Indented(string text, string indentation) => indentation + text.Replace("\n", "\n" + indentation, StringComparison.Ordinal);

    private static string Words(ContainerBlock container, int depth) => depth > MaxDepth ? "" : string.Join(' ', container.Select(block => block switch
    {
        LeafBlock { Inline: { } inline } => InlineText.Plain(inline).Trim(),
        ContainerBlock inner => Words(inner, depth + 1),
        _ => "",
    }).Where(words => words.Length > 0));

    // <h1 align="center">Shop</h1>   <p align="center">A small shop for people.</p>
    private static DocumentBlock? ReadHtml(string html, int start, int end)
    {
        if (html.AsSpan().TrimStart().StartsWith("<!--") || html.Contains("<script", StringComparison.OrdinalIgnoreCase)
            || html.Contains("<style", StringComparison.OrdinalIgnoreCase) || html.Contains("<summary", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var plain = string.Join(
            ' ', WebUtility.HtmlDecode(Tag().Replace(html, " ")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var heading = HtmlHeading().Match(html);
        return heading.Success && plain.Length > 0
            ? new DocumentBlock(DocumentBlockKind.Heading, SafeText.Escape(plain), plain, start, end) { Level = heading.Groups["level"].Value[0] - '0' }
            : plain.Split(' ').Length < MinWords || plain.Contains("](", StringComparison.Ordinal) ? null
            : new DocumentBlock(DocumentBlockKind.Paragraph, SafeText.Line(SafeText.Escape(plain)), plain, start, end);
    }

    [GeneratedRegex(@"^title:\s*(?<title>.+)$", Linear | RegexOptions.Multiline)]
    private static partial Regex Title();

    [GeneratedRegex(@"<[^<>]*>", Linear)]
    private static partial Regex Tag();

    [GeneratedRegex(@"<h(?<level>[1-6])", Linear)]
    private static partial Regex HtmlHeading();

    [GeneratedRegex(@"^[A-Za-z0-9+#\-]*", Linear)]
    private static partial Regex Word();

    // > [!NOTE]
    [GeneratedRegex(@"\\\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\\\](\\\\)?[ \t]*(\n> )?", Linear)]
    private static partial Regex Alert();
}
