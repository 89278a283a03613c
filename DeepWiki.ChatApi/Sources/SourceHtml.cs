using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace DeepWiki.ChatApi.Sources;

/// <summary>Lines of a file as a page for people: numbered, those asked for marked. It loads and runs nothing.</summary>
internal static class SourceHtml
{
    /// <summary>Lines shown before and after those that were asked for.</summary>
    public const int Around = 40;

    private const string Style =
        """
        :root{color-scheme:light dark;--page:#fff;--text:#1d2126;--soft:#5a636e;--line:#dfe3e8;--accent:#0b63b6;--mark:#fff4cc}
        @media(prefers-color-scheme:dark){:root{--page:#14171a;--text:#e6e9ec;--soft:#a3adb6;--line:#31373d;--accent:#7ab8f5;--mark:#3a3416}}
        body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,sans-serif}a{color:var(--accent)}
        header,footer{padding:1rem 1.5rem;border-bottom:1px solid var(--line)}h1{font:600 1.1rem/1.4 ui-monospace,monospace;margin:0;overflow-wrap:anywhere}
        p{margin:.3rem 0 0;color:var(--soft);overflow-wrap:anywhere}footer{border:0;border-top:1px solid var(--line)}
        .lines{overflow-x:auto}table{border-collapse:collapse;font:13px/1.55 ui-monospace,monospace}
        th{font-weight:400;color:var(--soft);text-align:right;padding:0 1rem;user-select:none;vertical-align:top}
        td{white-space:pre;padding-right:2rem;tab-size:4;width:100%}tr.asked{background:var(--mark)}tr.asked th{color:var(--text);font-weight:600}
        """;

    /// <summary>Content security policy of the page.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action "
            + "'none'; frame-ancestors 'none'";

    /// <summary>The page.</summary>
    /// <param name="page">Lines that are shown.</param>
    /// <param name="asked">Lines that were asked for.</param>
    /// <param name="addressOf">Address of other lines of the file.</param>
    public static string Write(SourcePage page, SourceQuery asked, Func<int, int, string> addressOf)
    {
        var last = asked.To ?? page.TotalLines;
        var isPart = asked.From > 1 || last < page.TotalLines;
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{Text(page.Path)}:{asked.From}-{Math.Min(last, page.TotalLines)}</title>")
            .Append(CultureInfo.InvariantCulture, $"<style>{Style}</style></head>")
            .Append(CultureInfo.InvariantCulture, $"<body><header><h1>{Text(page.Path)}</h1><p>Commit {Text(page.Commit)}, ")
            .Append(CultureInfo.InvariantCulture, $"lines {page.From}–{page.To} of {page.TotalLines}</p><p>");
        Link(html, page.From > 1, "Earlier lines", Math.Max(1, page.From - 500), page.From - 1);
        Link(html, page.To < page.TotalLines, "Later lines", page.To + 1, Math.Min(page.TotalLines, page.To + 500));
        Link(html, isPart, "Whole file", 1, page.TotalLines);
        html.Append("</p></header><main class=\"lines\" tabindex=\"0\" aria-label=\"Lines\"><table><tbody>");
        foreach (var (i, line) in page.Lines.Index())
        {
            var number = page.From + i;
            html.Append(CultureInfo.InvariantCulture, $"<tr id=\"L{number}\"{(isPart && number >= asked.From && number <= last ? " class=\"asked\"" : "")}>")
                .Append(CultureInfo.InvariantCulture, $"<th scope=\"row\">{number}</th><td>{Text(line)}</td></tr>");
        }

        return WriteCiting(html.Append("</tbody></table></main>"), page).Append("</body></html>\n").ToString();

        void Link(StringBuilder target, bool isThere, string words, int from, int to)
        {
            if (isThere)
            {
                target.Append(CultureInfo.InvariantCulture, $"<a href=\"{Text(addressOf(from, to))}\">{words}</a> ");
            }
        }
    }

    private static StringBuilder WriteCiting(StringBuilder html, SourcePage page)
    {
        if (page.CitedBy.Count == 0)
        {
            return html;
        }

        html.Append("<footer><p>Cited by</p><ul>");
        foreach (var group in page.CitedBy.GroupBy(row => (row.Wiki, row.Slug)))
        {
            var lines = string.Join(", ", group.Select(row => $"<a href=\"#L{row.StartLine}\">{row.StartLine}–{row.EndLine}</a>"));
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"/api/wikis/{Text(group.Key.Wiki)}/pages/{Uri.EscapeDataString(group.Key.Slug)}.md\">")
                .Append(CultureInfo.InvariantCulture, $"{Text(group.Key.Slug)}</a>: {lines}</li>");
        }

        return html.Append("</ul></footer>");
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
