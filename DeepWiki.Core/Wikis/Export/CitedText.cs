using System.Globalization;
using System.Text;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Wikis.Rendering;

namespace DeepWiki.Core.Wikis.Export;

/// <summary>Text of a page for readers far from the service: citations open at the host, or name path and lines where the host has no pages.</summary>
internal static class CitedText
{
    public static RenderedPage From(PageContent content, Func<string, int, int, string?> linkTo)
    {
        var rendered = RenderedPage.From(content, (path, first, last) => linkTo(path, first, last) ?? "");
        var text = new StringBuilder(rendered.Markdown.Length);
        var citations = new List<PageCitation>(rendered.Citations.Count);
        var at = 0;
        foreach (var citation in rendered.Citations)
        {
            text.Append(rendered.Markdown, at, citation.Position - at);
            at = citation.Position + citation.Length;
            var written = linkTo(citation.Path, citation.StartLine, citation.EndLine) is null
                ? Code(string.Create(CultureInfo.InvariantCulture, $"{citation.Path}:{citation.StartLine}-{citation.EndLine}"))
                : rendered.Markdown.Substring(citation.Position, citation.Length);
            citations.Add(citation with { Position = text.Length, Length = written.Length });
            text.Append(written);
        }

        return rendered with { Markdown = text.Append(rendered.Markdown, at, rendered.Markdown.Length - at).ToString(), Citations = citations };
    }

    // A path with a backtick is set off by two of them.
    private static string Code(string text) => text.Contains('`', StringComparison.Ordinal) ? $"`` {text} ``" : $"`{text}`";
}
