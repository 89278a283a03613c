using DeepWiki.ChatApi.Legacy.Errors;

namespace DeepWiki.ChatApi.Legacy;

/// <summary>
/// Answers unknown paths and wrong methods, on whatever route, in the original's shape, and sends a path with an extra slash at its end to
/// the one without.
/// </summary>
internal static class UnknownRoutes
{
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        // The framework's routes take a path with and without the slash. That of the socket knows exactly one path.
        var path = context.Request.Path.Value ?? "";
        if (context.GetEndpoint() is not null && path.Length > 1 && path.EndsWith('/') && !path.StartsWith("/ws/", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = new PathString(path[..^1]).ToUriComponent() + context.Request.QueryString.ToUriComponent();
            return;
        }

        await next(context);
        if (!context.Response.HasStarted && context.Response is { ContentType: null, ContentLength: null or 0 })
        {
            switch (context.Response.StatusCode)
            {
                case StatusCodes.Status404NotFound:
                    await LegacyErrors.WriteAsync(context, StatusCodes.Status404NotFound, "Not Found");
                    break;
                case StatusCodes.Status405MethodNotAllowed:
                    await LegacyErrors.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "Method Not Allowed");
                    break;
            }
        }
    }
}
