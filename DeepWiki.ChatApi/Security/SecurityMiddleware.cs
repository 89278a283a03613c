using DeepWiki.ChatApi.Http;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Security;

/// <summary>Checks <c>Host</c> and <c>Origin</c> before anything else is done, and adds the headers every answer carries.</summary>
internal sealed class SecurityMiddleware(RequestDelegate next, OriginPolicy policy)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.XXSSProtection = "1; mode=block";

        var isProbe = context.Request.Path == "/health" || context.Request.Path == "/alive";
        if (!isProbe && !policy.IsHostAllowed(context.Request.Host, context.Connection.RemoteIpAddress))
        {
            await Problem.WriteAsync(context, new DeepWikiException(ErrorCode.InvalidRequest, "The Host header names a host this server does not answer for."));
            return;
        }

        var origin = context.Request.Headers.Origin.ToString();
        if (!policy.IsOriginAllowed(origin, context.Request.Host))
        {
            await Problem.WriteAsync(
                context, new DeepWikiException(ErrorCode.Forbidden, "Pages of this origin may not use this server. Add it to Security:AllowedOrigins."));
            return;
        }

        await next(context);
    }
}
