using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using DeepWiki.ChatApi.Requests;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>Gives pages back as one file to keep, page by page, so that a large wiki is not held a second time.</summary>
internal sealed class WikiExport(BodyReader bodies, TimeProvider time)
{
    private const int LongestName = 100;

    public async Task ServeAsync(HttpContext context)
    {
        using var body = await bodies.ReadAsync(context, WikiEndpoints.LargestBody);
        body.ThrowIfFaulty(WikiShapes.Export);

        var isMarkdown = JsonText.Read(body.Root.Member("format")) == "markdown";
        var url = SavedUrl.WithoutUser(JsonText.Read(body.Root.Member("repo_url")));
        var now = time.GetLocalNow();
        var stamp = now.ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture);
        context.Response.ContentType = isMarkdown ? "text/markdown; charset=utf-8" : "application/json";

        // By hand: the framework adds filename*=, which clients of the original take for a part of the name.
        context.Response.Headers.ContentDisposition = $"attachment; filename={NameOf(url)}_wiki_{stamp}.{(isMarkdown ? "md" : "json")}";
        var pages = body.Root.Member("pages").EnumerateArray().ToList();
        await (isMarkdown
            ? WriteMarkdownAsync(url, pages, now, context.Response.BodyWriter, context.RequestAborted)
            : WriteJsonAsync(url, pages, now, context.Response.BodyWriter, context.RequestAborted));
    }

    private static string NameOf(string url)
    {
        var trimmed = url.TrimEnd('/');
        var name = string.Concat(trimmed[(trimmed.LastIndexOf('/') + 1)..].Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_'));
        return name[..Math.Min(name.Length, LongestName)];
    }

    private static async Task WriteMarkdownAsync(
        string url, IReadOnlyList<JsonElement> pages, DateTimeOffset now, PipeWriter target, CancellationToken cancellationToken)
    {
        // Of two pages with one id the first is meant.
        var titles = pages.DistinctBy(IdOf).ToDictionary(IdOf, page => JsonText.Read(page.Member("title")), StringComparer.Ordinal);
        Put(target, $"# Wiki Documentation for {url}\n\nGenerated on: {now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}\n\n## Table of Contents\n\n");
        foreach (var page in pages)
        {
            Put(target, $"- [{JsonText.Read(page.Member("title"))}](#{IdOf(page)})\n");
        }

        Put(target, "\n");
        foreach (var page in pages)
        {
            WriteMarkdown(page, titles, target);
            await target.FlushAsync(cancellationToken);
        }

        await target.FlushAsync(cancellationToken);
    }

    private static void WriteMarkdown(JsonElement page, Dictionary<string, string> titles, PipeWriter target)
    {
        Put(target, $"<a id='{IdOf(page)}'></a>\n\n## {JsonText.Read(page.Member("title"))}\n\n");
        var related = page.Member("relatedPages").EnumerateArray().Select(JsonText.Read).ToList();
        if (related.Count > 0)
        {
            var links = related.Where(titles.ContainsKey).Select(id => $"[{titles[id]}](#{id})").ToList();
            Put(target, "### Related Pages\n\n" + (links.Count > 0 ? $"Related topics: {string.Join(", ", links)}\n\n" : ""));
        }

        JsonText.Write(page.Member("content"), target);
        Put(target, "\n\n---\n\n");
    }

    private static async Task WriteJsonAsync(
        string url, IReadOnlyList<JsonElement> pages, DateTimeOffset now, PipeWriter writer, CancellationToken cancellationToken)
    {
        var target = new JsonTarget(writer, indented: true);
        target.BeginObject();
        target.Name("metadata"u8);
        target.BeginObject();
        target.Name("repository"u8);
        target.Text(url);
        target.Name("generated_at"u8);
        target.Text(now.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
        target.Name("page_count"u8);
        target.Raw(Encoding.ASCII.GetBytes(pages.Count.ToString(CultureInfo.InvariantCulture)));
        target.EndObject();
        target.Name("pages"u8);
        target.BeginArray();
        foreach (var page in pages)
        {
            WikiShapes.Page.Write(page, target);
            await writer.FlushAsync(cancellationToken);
        }

        target.EndArray();
        target.EndObject();
        await writer.FlushAsync(cancellationToken);
    }

    private static string IdOf(JsonElement page) => JsonText.Read(page.Member("id"));

    private static void Put(PipeWriter target, string text) => target.Write(Encoding.UTF8.GetBytes(text));
}
