using System.Diagnostics;
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
        try
        {
            await next(context);
        }
        catch (Exception exception) when (activity is not null)
        {
            activity.SetTag("error.type", exception.GetType().FullName);
            activity.SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            Describe(activity, context);
        }
    }

    private static void Describe(Activity? activity, HttpContext context)
    {
        if (activity is not { IsAllDataRequested: true })
        {
            return;
        }

        var status = context.Response.StatusCode;
        activity.SetTag("http.response.status_code", status);
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            activity.SetTag("http.route", route);
            activity.DisplayName = $"{context.Request.Method} {route}";
        }

        if (status >= StatusCodes.Status500InternalServerError && activity.GetTagItem("error.type") is null)
        {
            activity.SetTag("error.type", status.ToString());
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }
}
