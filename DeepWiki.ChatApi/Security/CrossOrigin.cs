using Microsoft.AspNetCore.Http.Features;

namespace DeepWiki.ChatApi.Security;

/// <summary>
/// Lets pages of other origins read answers, as far as <see cref="OriginPolicy"/> let their requests in. A page that is only allowed
/// because all are may not send cookies. The framework's middleware answers a preflight with 204 and no body, joins lists without blanks, and leaves
/// <c>Vary</c> out where all are allowed; clients of the original know it otherwise.
/// </summary>
internal sealed class CrossOrigin(RequestDelegate next, OriginPolicy policy)
{
    private const string Methods = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";
    private const string MaxAge = "600";

    public Task InvokeAsync(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();

        // A handshake is no answer that a page reads.
        if (origin.Length == 0 || context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true })
        {
            return next(context);
        }

        var headers = context.Response.Headers;
        headers.Append("Vary", "Origin");
        if (policy.IsOriginNamed(origin, context.Request.Host))
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlAllowCredentials = "true";
        }
        else
        {
            headers.AccessControlAllowOrigin = "*";
        }

        return HttpMethods.IsOptions(context.Request.Method) && context.Request.Headers.ContainsKey("Access-Control-Request-Method")
            ? AnswerPreflightAsync(context)
            : next(context);
    }

    private static Task AnswerPreflightAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowMethods = Methods;
        headers.AccessControlMaxAge = MaxAge;
        if (context.Request.Headers.AccessControlRequestHeaders is { Count: > 0 } asked)
        {
            headers.AccessControlAllowHeaders = asked;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("OK", context.RequestAborted);
    }
}
