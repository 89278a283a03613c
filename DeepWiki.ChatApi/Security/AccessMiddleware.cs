using System.Text.Json.Nodes;
using DeepWiki.ChatApi.Http;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Security;

/// <summary>Recognizes the caller's key, and refuses what needs one where none was sent: before the body is read, and before an upgrade.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, ApiKeys keys, AnonymousPolicy anonymous)
{
    private const string Refusal = "This needs an API key of the server. Send one as Authorization: Bearer KEY.";

    public Task InvokeAsync(HttpContext context)
    {
        if (keys.Find(context.Request) is { } id)
        {
            RequestCaller.Remember(context, id);
        }
        else if (!anonymous.Allows(RouteAccess.Of(context)))
        {
            return RefuseAsync(context);
        }

        return next(context);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        var error = new DeepWikiException(ErrorCode.Unauthorized, Refusal);
        return RouteAccess.IsOriginalShape(context)
            ? Problem.WriteAsync(
                context, StatusCodes.Status401Unauthorized, "application/json", new JsonObject { ["detail"] = Refusal }, error)
            : Problem.WriteAsync(context, error);
    }
}
