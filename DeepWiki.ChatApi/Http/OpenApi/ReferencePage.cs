using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace DeepWiki.ChatApi.Http.OpenApi;

/// <summary>The description of the API as one page: made on the server, without a script, and with nothing from elsewhere.</summary>
internal static class ReferencePage
{
    private const string Style = """
        :root{color-scheme:light dark;--page:#fbfbfa;--panel:#fff;--text:#1d2125;--soft:#5b646d;--line:#dfe3e6;--accent:#0b5cad;--code:#f3f5f6}
        @media(prefers-color-scheme:dark){:root{--page:#14171a;--panel:#1b1f23;--text:#e6e9ec;--soft:#a3adb6;--line:#31373d;--accent:#7ab8f5;--code:#23282d}}
        *{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 system-ui,sans-serif}
        a{color:var(--accent)}a:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
        .skip{position:absolute;left:-99em}.skip:focus{left:1em;top:1em;background:var(--panel);padding:.5em 1em}
        header,main,nav{max-width:62rem;margin:0 auto;padding:0 1.25rem}header{padding-top:2.5rem}h1{margin:0;font-size:1.9rem}
        header p{margin:.25rem 0 0;color:var(--soft)}
        nav ul{list-style:none;margin:1.5rem 0;padding:1rem 1.25rem;background:var(--panel);border:1px solid var(--line);border-radius:10px}
        nav a{text-decoration:none}nav li{padding:.15rem 0;overflow-wrap:anywhere}
        section{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:1.25rem;margin:0 0 1.25rem;scroll-margin-top:1rem}
        h2{margin:0;font:600 1.05rem/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
        h3{margin:1.25rem 0 .35rem;font-size:.8rem;letter-spacing:.04em;color:var(--soft);text-transform:uppercase}
        .method{display:inline-block;min-width:3.6em;color:var(--accent)}section>p{margin:.4rem 0 0}
        .scroll{overflow-x:auto}table{width:100%;border-collapse:collapse;font-size:.94rem}
        td{border-top:1px solid var(--line);padding:.4rem .9rem .4rem 0;vertical-align:top}td:first-child{white-space:nowrap;width:9rem}
        code,pre{font-family:ui-monospace,monospace;font-size:.9em}
        pre{background:var(--code);border-radius:8px;padding:.75rem 1rem;overflow-x:auto;margin:.25rem 0 0}
        details{margin-top:1rem}summary{cursor:pointer;color:var(--accent)}.soft{color:var(--soft)}
        """;

    private static readonly JsonSerializerOptions Indented = new(Problem.Json) { WriteIndented = true };

    /// <summary>Content security policy of the page: it loads nothing, and only its own style applies.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action "
            + $"'none'; frame-ancestors 'none'";

    public static string Write(OpenApiDocument document)
    {
        var operations = document.Paths
            .SelectMany(path => (path.Value.Operations ?? []).Select(pair => (Path: path.Key, Method: pair.Key.Method, Operation: pair.Value)))
            .OrderBy(route => route.Path, StringComparer.Ordinal).ThenBy(route => route.Method, StringComparer.Ordinal).ToList();
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Append(CultureInfo.InvariantCulture, $"<title>API of {Text(document.Info.Title)}</title><style>{Style}</style></head><body>")
            .Append("<a class=\"skip\" href=\"#routes\">To the routes</a>")
            .Append(CultureInfo.InvariantCulture, $"<header><h1>API of {Text(document.Info.Title)}</h1><p>{Text(document.Info.Description)} ")
            .Append("The same <a href=\"/openapi/v1.json\">as OpenAPI</a>.</p></header><nav aria-label=\"Routes\"><ul>");
        foreach (var (path, method, operation) in operations)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<li><a href=\"#{Anchor(method, path)}\"><code><span class=\"method\">{Text(method)}</span> {Text(path)}</code></a> <span "
                    + $"class=\"soft\">{Text(operation.Summary)}</span></li>");
        }

        html.Append("</ul></nav><main id=\"routes\">");
        foreach (var (path, method, operation) in operations)
        {
            WriteOperation(html, path, method, operation);
        }

        return html.Append("</main></body></html>").ToString();
    }

    private static void WriteOperation(StringBuilder html, string path, string method, OpenApiOperation operation)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section id=\"{Anchor(method, path)}\"><h2><span class=\"method\">{Text(method)}</span> {Text(path)}</h2>")
            .Append(CultureInfo.InvariantCulture, $"<p>{Text(operation.Summary)}</p><p class=\"soft\">{Text(operation.Description)}</p>");
        var parameters = (operation.Parameters ?? []).Select(parameter => (
            Name: $"{parameter.Name}{(parameter.Required ? " *" : "")}", Text: $"{parameter.Description} ({parameter.In?.ToString().ToLowerInvariant()})"));
        WriteTable(html, "Parameters", parameters);
        WriteBody(html, "Body", operation.RequestBody?.Content);
        WriteTable(
            html, "Answers",
            (operation.Responses ?? []).Select(pair => (pair.Key, $"{pair.Value.Description} {string.Join(", ", pair.Value.Content?.Keys ?? [])}")));
        foreach (var response in (operation.Responses ?? []).Where(pair => pair.Key == "200"))
        {
            WriteBody(html, "Example of an answer", response.Value.Content);
        }

        html.Append("</section>");
    }

    private static void WriteTable(StringBuilder html, string title, IEnumerable<(string Name, string Text)> rows)
    {
        var lines = string.Concat(rows.Select(row => $"<tr><td><code>{Text(row.Name)}</code></td><td>{Text(row.Text)}</td></tr>"));
        if (lines.Length > 0)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<h3>{title}</h3><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\"><table>{lines}</table></div>");
        }
    }

    private static void WriteBody(StringBuilder html, string title, IDictionary<string, OpenApiMediaType>? content)
    {
        if (content is null || content.Count == 0)
        {
            return;
        }

        var (type, media) = content.First();
        WriteTable(html, $"{title}, {type}", (media.Schema?.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(member => (
            $"{member.Key}{(media.Schema?.Required?.Contains(member.Key) == true ? " *" : "")}", member.Value.Description ?? "")));
        if (media.Example is { } example)
        {
            html.Append(
                CultureInfo.InvariantCulture, $"<details open><summary>{title}: example</summary><pre tabindex=\"0\">{Text(Shown(example))}</pre></details>");
        }
    }

    private static string Shown(JsonNode example) =>
        example is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : example.ToJsonString(Indented);

    private static string Anchor(string method, string path) =>
        string.Concat($"{method}{path}".ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    private static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
