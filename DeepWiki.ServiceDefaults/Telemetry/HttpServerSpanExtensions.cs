using DeepWiki.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds <see cref="HttpServerSpanEnricher"/> to a pipeline.</summary>
public static class HttpServerSpanExtensions
{
    public static IApplicationBuilder UseHttpServerSpans(this IApplicationBuilder app) =>
        app.Use((HttpContext context, RequestDelegate next) => HttpServerSpanEnricher.EnrichAsync(context, next));
}
