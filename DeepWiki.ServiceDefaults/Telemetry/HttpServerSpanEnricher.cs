using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace DeepWiki.ServiceDefaults.Telemetry;

/// <summary>Middleware, outermost: names the server span after its route and says how the request ended.</summary>
public static class HttpServerSpanEnricher
{
    public static async Task EnrichAsync(HttpContext context, RequestDelegate next)
    {
        var activity = context.Features.Get<IHttpActivityFeature>()?.Activity;
        if (activity is not { IsAllDataRequested: true })
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
            var status = context.Response.StatusCode;
            Describe(activity, context, status);
            if (status >= StatusCodes.Status500InternalServerError)
            {
                var handled = context.Features.Get<IExceptionHandlerFeature>()?.Error;
                Fail(activity, handled?.GetType().FullName ?? status.ToString());
            }
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested))
        {
            // The server turns it into a 500 only after this, unless the status has already left.
            Describe(activity, context, context.Response.HasStarted ? context.Response.StatusCode : StatusCodes.Status500InternalServerError);
            Fail(activity, exception.GetType().FullName);
            throw;
        }
    }

    private static void Describe(Activity activity, HttpContext context, int status)
    {
        activity.SetTag("http.response.status_code", status);
        // The exception handler takes the endpoint off the request and keeps it here.
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        if (endpoint is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            activity.SetTag("http.route", route);
            activity.DisplayName = $"{context.Request.Method} {route}";
        }
    }

    private static void Fail(Activity activity, string? type)
    {
        activity.SetTag("error.type", type);
        activity.SetStatus(ActivityStatusCode.Error);
    }
}
