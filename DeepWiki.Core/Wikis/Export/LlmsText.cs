using System.Globalization;
using System.Text;

namespace DeepWiki.Core.Wikis.Export;

/// <summary>Writes wikis for language models. Source: llmstxt.org.</summary>
public static class LlmsText
{
    /// <summary>The list of pages, a line each.</summary>
    /// <param name="wiki">The wiki.</param>
    /// <param name="addressOf">Address of the Markdown of a page, by its slug.</param>
    public static string Write(ExportedWiki wiki, Func<string, string> addressOf)
    {
        var text = Begin(wiki);
        foreach (var (section, pages) in wiki.Groups())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {(section.Length > 0 ? MarkdownText.Line(section) : "Pages")}\n\n");
            foreach (var page in pages)
            {
                text.Append(CultureInfo.InvariantCulture, $"- [{MarkdownText.Escape(page.Title)}]({addressOf(page.Slug)})")
                    .Append(page.Summary.Length > 0 ? $": {MarkdownText.Line(page.Summary)}\n" : "\n");
            }
        }

        return text.ToString();
    }

    /// <summary>All pages, one behind the other.</summary>
    /// <param name="wiki">The wiki.</param>
    /// <param name="addressOf">Address of the Markdown of a page, by its slug.</param>
    public static string WriteFull(ExportedWiki wiki, Func<string, string> addressOf)
    {
        var slugs = wiki.Pages.Select(page => page.Slug).ToHashSet(StringComparer.Ordinal);
        var text = Begin(wiki);
        foreach (var page in wiki.Pages)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n---\n\nSource: {addressOf(page.Slug)}\n\n")
                .Append(PageLinks.Rewrite(page.Markdown, Resolve).TrimEnd()).Append('\n');
        }

        return text.ToString();

        string? Resolve(string url) => PageLinks.Split(url) is ({ } slug, var anchor) && slugs.Contains(slug) ? addressOf(slug) + anchor : null;
    }

    /// <summary>The list of wikis, a line each.</summary>
    /// <param name="title">Title of the list.</param>
    /// <param name="wikis">Title, description and address of each.</param>
    public static string WriteList(string title, IEnumerable<(string Title, string Description, string Address)> wikis)
    {
        var text = new StringBuilder($"# {title}\n\n> Wikis of source repositories, written from their code with citations of its lines.\n\n## Wikis\n\n");
        foreach (var wiki in wikis)
        {
            text.Append(CultureInfo.InvariantCulture, $"- [{MarkdownText.Escape(wiki.Title)}]({wiki.Address})")
                .Append(wiki.Description.Length > 0 ? $": {MarkdownText.Line(wiki.Description)}\n" : "\n");
        }

        return text.ToString();
    }

    private static StringBuilder Begin(ExportedWiki wiki)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {MarkdownText.Line(wiki.Repository)}\n\n");
        if (wiki.Description.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"> {MarkdownText.Line(wiki.Description)}\n\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"Commit {wiki.Commit}, written {wiki.WrittenAt.UtcDateTime:yyyy-MM-dd}.\n");
    }
}
