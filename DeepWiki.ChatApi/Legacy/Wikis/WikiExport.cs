using System.Globalization;
using System.Runtime.InteropServices;
using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Http.Json;
using DeepWiki.Core.Errors;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Legacy.Wikis;

/// <summary>Gives pages back as one file to keep, piece by piece, so that a large wiki is not held a second time.</summary>
internal sealed class WikiExport(BodyReader bodies, RequestRateLimiter limiter, IOptions<ChatLimits> limits, TimeProvider time)
{
    private const int MaxNameLength = 100;

    // It is written more than once, and none that leads to a repository is as long.
    private const int MaxAddressBytes = 16 * 1024;

    public async Task ServeAsync(HttpContext context)
    {
        using var right = limiter.Enter(context);
        using var body = await bodies.ReadAsync(context, WikiEndpoints.MaxBody);
        body.ThrowIfFaulty(WikiShapes.Export);
        var address = body.Root.Member("repo_url");
        if (JsonMarshal.GetRawUtf8Value(address).Length > MaxAddressBytes)
        {
            throw InvalidRequest.Create(new RequestFault("/repo_url", "value_error", $"Value should have at most {MaxAddressBytes} bytes"));
        }

        var isMarkdown = JsonText.Read(body.Root.Member("format")) == "markdown";
        var url = SavedUrl.WithoutUser(JsonText.Read(address));
        var now = time.GetLocalNow();
        var sender = new BodySender(context, limits.Value, time);
        var pages = body.Root.Member("pages").EnumerateArray().Select(ExportedPage.From).ToList();
        if (!isMarkdown)
        {
            Announce(context.Response, url, "json", "application/json", now);
            await new JsonExport(pages, sender).WriteAsync(url, now);
            return;
        }

        var export = new MarkdownExport(pages, sender);
        export.ThrowIfLonger(WikiEndpoints.MaxBody);
        Announce(context.Response, url, "md", "text/markdown; charset=utf-8", now);
        await export.WriteAsync(url, now);
    }

    private static void Announce(HttpResponse response, string url, string ending, string contentType, DateTimeOffset now)
    {
        response.ContentType = contentType;

        // By hand: the framework adds filename*=, which clients of the original take for a part of the name.
        var stamp = now.ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture);
        response.Headers.ContentDisposition = $"attachment; filename={NameOf(url)}_wiki_{stamp}.{ending}";
    }

    private static string NameOf(string url)
    {
        var trimmed = url.TrimEnd('/');
        var name = string.Concat(trimmed[(trimmed.LastIndexOf('/') + 1)..].Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_'));
        return name[..Math.Min(name.Length, MaxNameLength)];
    }
}
