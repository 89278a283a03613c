using System.Globalization;
using System.Text;

namespace DeepWiki.Core.Wikis.Export;

/// <summary>Writes a wiki as one file of Markdown with a table of contents.</summary>
internal static class MarkdownBook
{
    public static string Write(ExportedWiki wiki)
    {
        var slugs = wiki.Pages.Select(page => page.Slug).ToHashSet(StringComparer.Ordinal);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {MarkdownText.Line(wiki.Title)}\n\n");
        if (wiki.Description.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"> {MarkdownText.Line(wiki.Description)}\n\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"Repository: {wiki.Url ?? MarkdownText.Line(wiki.Repository)}  \nCommit: {wiki.Commit}  \n")
            .Append(CultureInfo.InvariantCulture, $"Written: {wiki.WrittenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC\n\n## Table of contents\n\n");
        foreach (var (section, pages) in wiki.Groups())
        {
            var indent = section.Length > 0 ? "  " : "";
            text.Append(section.Length > 0 ? $"- {MarkdownText.Escape(section)}\n" : "");
            foreach (var page in pages)
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}- [{MarkdownText.Escape(page.Title)}](#{Uri.EscapeDataString(page.Slug)})\n");
            }
        }

        foreach (var page in wiki.Pages)
        {
            // An anchor of its own: two pages may have one title.
            text.Append(CultureInfo.InvariantCulture, $"\n---\n\n<a id=\"{Uri.EscapeDataString(page.Slug)}\"></a>\n\n")
                .Append(PageLinks.Rewrite(page.Markdown, Resolve).TrimEnd()).Append('\n');
        }

        return text.ToString();

        string? Resolve(string url) => PageLinks.Split(url).Slug is { } slug && slugs.Contains(slug) ? "#" + Uri.EscapeDataString(slug) : null;
    }
}
