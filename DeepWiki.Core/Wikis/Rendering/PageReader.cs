using System.Globalization;
using System.Text;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Wikis.Diagrams;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace DeepWiki.Core.Wikis.Rendering;

/// <summary>Reads the Markdown of a page: its headings, citations, diagrams and links, each with its place. Source: CommonMark, by Markdig.</summary>
internal sealed class PageReader
{
    private const int MaxSummary = 240;
    private const string Mermaid = "mermaid";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation().Build();

    private readonly string markdown;
    private readonly MarkdownDocument document;

    public PageReader(string markdown)
    {
        this.markdown = markdown;
        document = Markdown.Parse(markdown, Pipeline);
    }

    /// <summary>Headings in order, their anchors unique.</summary>
    public IReadOnlyList<PageHeading> Headings()
    {
        var headings = new List<PageHeading>();
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            var text = PlainText(heading.Inline);
            var anchor = Anchor(text);
            var count = used[anchor] = used.GetValueOrDefault(anchor) + 1;
            headings.Add(new PageHeading(
                count == 1 ? anchor : string.Create(CultureInfo.InvariantCulture, $"{anchor}-{count - 1}"), heading.Level, text));
        }

        return headings;
    }

    /// <summary>Citations in order: links without an address whose words are a path, with lines behind it or not.</summary>
    public IEnumerable<WrittenCitation> Citations() =>
        document.Descendants<LinkInline>()
            .Where(link => link is { IsImage: false } && string.IsNullOrEmpty(link.Url) && link.Span.Length > 0)
            .Select(link => WrittenCitation.Parse(PlainText(link), link.Span.Start, link.Span.Length))
            .OfType<WrittenCitation>();

    /// <summary>Addresses of links that are no citations.</summary>
    public IEnumerable<string> Links() =>
        document.Descendants<LinkInline>().Where(link => !link.IsImage).Select(link => link.Url).OfType<string>().Where(url => url.Length > 0);

    /// <summary>Diagrams in order.</summary>
    /// <param name="isComputed">True when the page was written without a model.</param>
    public IEnumerable<PageDiagram> Diagrams(bool isComputed) =>
        from block in document.Descendants<FencedCodeBlock>()
        where string.Equals(block.Info, Mermaid, StringComparison.OrdinalIgnoreCase)
        let source = block.Lines.ToString()
        let isValid = MermaidText.Repair(source) is not null
        select new PageDiagram(
            block.Span.Start, block.Span.Length, source.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("") ?? "", isValid,
            isComputed, isValid ? null : "The diagram does not parse.");

    /// <summary>The first paragraph without its citations, cut at the end of a sentence; empty when there is none.</summary>
    public string Summary()
    {
        foreach (var paragraph in document.OfType<ParagraphBlock>())
        {
            var text = string.Join(' ', PlainText(paragraph.Inline, withCitations: false).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (text.Length > 0 && !text.EndsWith(':'))
            {
                return Clip(text);
            }
        }

        return "";
    }

    /// <summary>Paragraphs that state something and cite nothing, nor does the line below them.</summary>
    public int CountUnsupported()
    {
        var unsupported = 0;
        var blocks = document.ToList();
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is ParagraphBlock paragraph && PlainText(paragraph.Inline, withCitations: false) is { Length: > 80 } && !Cites(paragraph)
                && !(i + 1 < blocks.Count && blocks[i + 1] is LeafBlock or ListBlock or QuoteBlock && Cites(blocks[i + 1])))
            {
                unsupported++;
            }
        }

        return unsupported;
    }

    /// <summary>Titles of sections of the second level in which nothing is cited.</summary>
    public IReadOnlyList<string> FindUncitedSections()
    {
        var uncited = new List<string>();
        string? open = null;
        foreach (var block in document.ToList())
        {
            if (block is HeadingBlock { Level: <= 2 } heading)
            {
                Close();
                open = heading.Level == 2 ? PlainText(heading.Inline) : null;
            }
            else if (Cites(block))
            {
                open = null;
            }
        }

        Close();
        return uncited;

        void Close()
        {
            if (open is not null)
            {
                uncited.Add(open);
            }
        }
    }

    /// <summary>The Markdown with each citation written anew.</summary>
    /// <param name="write">Gives the new link of a citation; null takes the old one.</param>
    public string Rewrite(Func<WrittenCitation, string?> write)
    {
        var text = new StringBuilder(markdown.Length);
        var at = 0;
        foreach (var citation in Citations())
        {
            if (write(citation) is { } link)
            {
                text.Append(markdown, at, citation.Position - at).Append(link);
                at = citation.Position + citation.Length;
            }
        }

        return text.Append(markdown, at, markdown.Length - at).ToString();
    }

    /// <summary>The anchor that readers of Markdown give a heading.</summary>
    public static string Anchor(string text) =>
        string.Concat(text.Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    private static bool Cites(Block block) =>
        (block is LeafBlock leaf ? leaf.Inline?.Descendants<LinkInline>() ?? [] : block.Descendants<LinkInline>()).Any(link => string.IsNullOrEmpty(link.Url));

    private static string Clip(string text)
    {
        if (text.Length <= MaxSummary)
        {
            return text;
        }

        var end = text.LastIndexOf(". ", MaxSummary, StringComparison.Ordinal);
        var cut = end > MaxSummary / 4 ? end + 1 : text.LastIndexOf(' ', MaxSummary);
        return end > MaxSummary / 4 ? text[..cut] : string.Concat(text.AsSpan(0, cut > 0 ? cut : MaxSummary), "…");
    }

    private static string PlainText(ContainerInline? inline, bool withCitations = true)
    {
        var text = new StringBuilder();
        Append(inline);
        return text.ToString();

        void Append(ContainerInline? container)
        {
            foreach (var item in container ?? Enumerable.Empty<Inline>())
            {
                _ = item switch
                {
                    LiteralInline literal => text.Append(literal.Content),
                    CodeInline code => text.Append(code.Content),
                    HtmlEntityInline entity => text.Append(entity.Transcoded),
                    LineBreakInline => text.Append(' '),
                    AutolinkInline link => text.Append(link.Url),
                    _ => text,
                };
                if (item is ContainerInline inner && (withCitations || item is not LinkInline { Url: "" or null }))
                {
                    Append(inner);
                }
            }
        }
    }
}
