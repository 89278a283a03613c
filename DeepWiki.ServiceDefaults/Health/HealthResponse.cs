using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace DeepWiki.ServiceDefaults.Health;

internal static class HealthResponse
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var services = context.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetLocalNow();
        var body = new Dictionary<string, object>
        {
            ["status"] = report.Status == HealthStatus.Unhealthy ? "unhealthy" : "healthy",
            ["timestamp"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff"),
            ["service"] = services.GetRequiredService<IOptions<HealthResponseOptions>>().Value.Service,
        };
        // Reasons name hosts and ports, so only a developer sees them.
        if (report.Status == HealthStatus.Unhealthy && services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            body["checks"] = report.Entries
                .Where(entry => entry.Value.Status == HealthStatus.Unhealthy)
                .ToDictionary(entry => entry.Key, entry => entry.Value.Description ?? entry.Value.Exception?.Message ?? "unhealthy");
        }

        return context.Response.WriteAsJsonAsync(body, context.RequestAborted);
    }
}
