using Microsoft.AspNetCore.Http;

namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

/// <summary>Who may talk to the dashboard: a page of its own, in a browser that has logged in, under a local name.</summary>
internal sealed class DashboardGate(BrowserSession session)
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly HashSet<string> LocalNames = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };

    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        if (Refusal(context.Request) is not { } refusal)
        {
            await next(context);
            return;
        }

        // A person who opens the address without a cookie is asked for the token.
        if (refusal == StatusCodes.Status401Unauthorized && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            await DashboardAssets.WriteAsync(context, DashboardAssets.LoginPage, refusal);
            return;
        }

        context.Response.StatusCode = refusal;
    }

    private int? Refusal(HttpRequest request)
    {
        // A name that a stranger's DNS made local is not one of these.
        if (!LocalNames.Contains(request.Host.Host) || (request.Host.Port ?? 80) != request.HttpContext.Connection.LocalPort)
        {
            return StatusCodes.Status400BadRequest;
        }

        // Another port of this machine is the same site, so the strict cookie comes along; only following a link there is allowed.
        var isOwn = request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
        if (!isOwn && !(request.Headers["Sec-Fetch-Mode"] == "navigate" && HttpMethods.IsGet(request.Method) && request.Path.Value is "/" or "/login"))
        {
            return StatusCodes.Status403Forbidden;
        }

        var origin = request.Headers.Origin.ToString();
        var isForeign = origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        if (isForeign || (changes && (origin.Length == 0 || !request.HasJsonContentType())))
        {
            return StatusCodes.Status403Forbidden;
        }

        return DashboardAssets.IsForEverybody(request.Path) || request.Path == LoginEndpoints.Validate || session.IsOpenFor(request.HttpContext)
            ? null
            : StatusCodes.Status401Unauthorized;
    }
}
