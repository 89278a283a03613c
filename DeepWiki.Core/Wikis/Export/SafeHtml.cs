using System.Text;
using DeepWiki.Core.Wikis.Rendering;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace DeepWiki.Core.Wikis.Export;

/// <summary>
/// Turns Markdown of models and repositories into HTML that cannot run, load or send anything: HTML in it is shown as text, images become links, and links
/// lead to pages of the wiki or by http(s).
/// </summary>
internal static class SafeHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseTaskLists().UseAutoLinks().Build();

    /// <summary>The HTML and the words in it.</summary>
    /// <param name="markdown">Text of a page.</param>
    /// <param name="headings">Its headings, whose anchors are used.</param>
    /// <param name="resolve">Address of a link to another page; null for one that leads to none.</param>
    public static (string Html, string Words) Write(string markdown, IReadOnlyList<string> headings, Func<string, string?> resolve)
    {
        var document = Markdig.Markdown.Parse(markdown, Pipeline);
        foreach (var (heading, anchor) in document.Descendants<HeadingBlock>().Zip(headings))
        {
            heading.GetAttributes().Id = anchor;
        }

        foreach (var link in document.Descendants<LinkInline>())
        {
            Tame(link, resolve);
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !IsWeb(link.Url)).ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        return (document.ToHtml(Pipeline), Words(document));
    }

    /// <summary>Anchors of a page's headings in their order.</summary>
    public static IReadOnlyList<string> Anchors(string markdown) => [.. new PageReader(markdown).Headings().Select(heading => heading.Id)];

    private static void Tame(LinkInline link, Func<string, string?> resolve)
    {
        var url = link.GetDynamicUrl?.Invoke() ?? link.Url ?? "";
        link.GetDynamicUrl = null;
        link.IsImage = false;
        if (resolve(url) is { } page)
        {
            link.Url = page;
        }
        else if (IsWeb(url))
        {
            link.Url = url;
            link.GetAttributes().AddProperty("rel", "noopener noreferrer nofollow");
        }
        else
        {
            // Its words stay. An anchor alone leads nowhere else than to this page.
            link.Url = url.StartsWith('#') ? url : "#";
        }
    }

    private static bool IsWeb(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static string Words(MarkdownDocument document)
    {
        var text = new StringBuilder();
        foreach (var inline in document.Descendants<LeafInline>())
        {
            _ = inline switch
            {
                LiteralInline literal => text.Append(literal.Content.AsSpan()),
                CodeInline code => text.Append(code.Content),
                _ => text.Append(' '),
            };
            if (inline.NextSibling is null)
            {
                text.Append(' ');
            }
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
