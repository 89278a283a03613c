using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace DeepWiki.Core.Wikis.Export;

/// <summary>Pages of a site: head, outline, content and the way on.</summary>
internal sealed class HtmlFrame(ExportedWiki wiki, PageFileNames names)
{
    // From a disk 'self' is no origin everywhere, and the scheme is what there is.
    private const string Policy = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'";

    private readonly IReadOnlyList<(string Section, IReadOnlyList<ExportedPage> Pages)> groups = wiki.Groups();

    public string Index()
    {
        var html = Begin(wiki.Title, current: null);
        html.Append(CultureInfo.InvariantCulture, $"<h1>{Text(wiki.Title)}</h1>");
        html.Append(wiki.Description.Length > 0 ? $"<p>{Text(wiki.Description)}</p>" : "").Append("<div class=\"cards\">");
        foreach (var (section, pages) in groups)
        {
            html.Append(section.Length > 0 ? $"<h2>{Text(section)}</h2>" : "").Append("<ul>");
            foreach (var page in pages)
            {
                html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{Link(page.Slug)}\">{Text(page.Title)}</a>")
                    .Append(page.Summary.Length > 0 ? $"<p>{Text(page.Summary)}</p>" : "").Append("</li>");
            }

            html.Append("</ul>");
        }

        return End(html.Append("</div>"));
    }

    public string Page(ExportedPage page, string content)
    {
        var html = Begin(page.Title, page.Slug);
        html.Append(content);
        WriteRelated(html, page);
        var at = wiki.Pages.ToList().IndexOf(page);
        html.Append("<nav class=\"steps\" aria-label=\"Pages before and after\">");
        html.Append(at > 0 ? $"<a rel=\"prev\" href=\"{Link(wiki.Pages[at - 1].Slug)}\">← {Text(wiki.Pages[at - 1].Title)}</a>" : "<span></span>");
        html.Append(
            at + 1 < wiki.Pages.Count ? $"<a rel=\"next\" href=\"{Link(wiki.Pages[at + 1].Slug)}\">{Text(wiki.Pages[at + 1].Title)} →</a>" : "<span></span>");
        return End(html.Append("</nav>"));
    }

    private void WriteRelated(StringBuilder html, ExportedPage page)
    {
        var related = page.Related.Where(slug => names.Find(slug) is not null).ToList();
        if (related.Count > 0)
        {
            var titles = wiki.Pages.ToDictionary(other => other.Slug, other => other.Title, StringComparer.Ordinal);
            html.Append("<h2 class=\"related\">Related pages</h2><ul>")
                .AppendJoin("", related.Select(slug => $"<li><a href=\"{Link(slug)}\">{Text(titles[slug])}</a></li>")).Append("</ul>");
        }
    }

    private StringBuilder Begin(string title, string? current)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"{Text(wiki.Language)}\"><head><meta charset=\"utf-8\">")
            .Append(CultureInfo.InvariantCulture, $"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{Text(current is null ? title : $"{title} · {wiki.Title}")}</title>")
            .Append("<link rel=\"stylesheet\" href=\"site.css\"><script src=\"search-index.js\" defer></script>")
            .Append("<script src=\"search.js\" defer></script></head>")
            .Append("<body><a class=\"skip\" href=\"#content\">To the content</a><header><a class=\"title\" href=\"index.html\">")
            .Append(CultureInfo.InvariantCulture, $"{Text(wiki.Title)}</a><div class=\"search\" role=\"search\">")
            .Append("<input id=\"query\" type=\"search\" placeholder=\"Search\" aria-label=\"Search\" autocomplete=\"off\" hidden>")
            .Append("<ol id=\"hits\" hidden></ol></div></header><div class=\"columns\"><nav class=\"outline\" aria-label=\"Pages\">");
        foreach (var (section, pages) in groups)
        {
            html.Append(section.Length > 0 ? $"<h2>{Text(section)}</h2>" : "").Append("<ul>");
            foreach (var page in pages)
            {
                var mark = page.Slug == current ? " aria-current=\"page\"" : "";
                html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{Link(page.Slug)}\"{mark}>{Text(page.Title)}</a></li>");
            }

            html.Append("</ul>");
        }

        return html.Append("</nav><main id=\"content\">");
    }

    private string End(StringBuilder html) => html.Append("</main></div><footer>")
        .Append(wiki.Url is { } url ? $"<a href=\"{Text(url)}\" rel=\"noopener noreferrer\">{Text(wiki.Repository)}</a>" : Text(wiki.Repository))
        .Append(CultureInfo.InvariantCulture, $" at commit <code>{Text(wiki.Commit)}</code>, written {wiki.WrittenAt.UtcDateTime:yyyy-MM-dd}")
        .Append("</footer></body></html>\n").ToString();

    private string Link(string slug) => Uri.EscapeDataString(names[slug]);

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
