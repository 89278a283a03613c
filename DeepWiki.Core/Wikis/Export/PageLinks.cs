using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace DeepWiki.Core.Wikis.Export;

/// <summary>Links from page to page. In the text of a page they are written as its slug, with or without <c>.md</c> and an anchor.</summary>
internal static class PageLinks
{
    private const string Ending = ".md";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation().Build();

    /// <summary>The text with its links to pages replaced.</summary>
    /// <param name="markdown">Text of a page.</param>
    /// <param name="resolve">Address for the address of a link; null to leave the link as it is.</param>
    public static string Rewrite(string markdown, Func<string, string?> resolve)
    {
        var text = new StringBuilder(markdown.Length);
        var at = 0;
        var links = Markdig.Markdown.Parse(markdown, Pipeline).Descendants<LinkInline>().Where(link => link.UrlSpan.Length > 0);
        foreach (var link in links.OrderBy(link => link.UrlSpan.Start))
        {
            if (link.UrlSpan.Start >= at && link.Url is { Length: > 0 } url && resolve(url) is { } address)
            {
                text.Append(markdown, at, link.UrlSpan.Start - at).Append(address);
                at = link.UrlSpan.End + 1;
            }
        }

        return text.Append(markdown, at, markdown.Length - at).ToString();
    }

    /// <summary>Slug and anchor of a link to a page; no slug for any other link.</summary>
    public static (string? Slug, string Anchor) Split(string url)
    {
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        var (path, anchor) = hash < 0 ? (url, "") : (url[..hash], url[hash..]);
        var name = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        name = name.EndsWith(Ending, StringComparison.Ordinal) ? name[..^Ending.Length] : name;
        return name.Length == 0 || name.AsSpan().ContainsAny('/', ':', '?') ? (null, anchor) : (Uri.UnescapeDataString(name), anchor);
    }
}
