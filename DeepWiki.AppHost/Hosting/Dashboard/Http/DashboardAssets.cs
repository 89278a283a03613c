using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

/// <summary>The page, its modules and its styles, out of the assembly itself: nothing is built, nothing comes from elsewhere.</summary>
internal static class DashboardAssets
{
    public const string LoginPage = "login.html";

    private const string Prefix = "dashboard/";

    private static readonly FrozenDictionary<string, byte[]> Files = Read();

    private static readonly HashSet<string> ForEverybody = new(StringComparer.Ordinal)
    {
        "/login", "/assets/login.js", "/assets/style.css", "/assets/tokens.css", "/assets/icon.svg", "/favicon.ico",
    };

    public static bool IsForEverybody(PathString path) => ForEverybody.Contains(path.Value ?? "");

    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", context => WriteAsync(context, "index.html", StatusCodes.Status200OK));
        routes.MapGet("/favicon.ico", context => WriteAsync(context, "icon.svg", StatusCodes.Status200OK));
        routes.MapGet("/assets/{**file}", (HttpContext context, string file) => WriteAsync(context, file, StatusCodes.Status200OK));
    }

    public static async Task WriteAsync(HttpContext context, string file, int status)
    {
        if (!Files.TryGetValue(file, out var content))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = Path.GetExtension(file) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    private static FrozenDictionary<string, byte[]> Read()
    {
        var assembly = typeof(DashboardAssets).Assembly;
        Dictionary<string, byte[]> files = [];
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!; // Named by the assembly itself.
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            files[name[Prefix.Length..]] = content;
        }

        return files.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
