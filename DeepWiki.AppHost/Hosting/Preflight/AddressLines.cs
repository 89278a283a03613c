using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Dashboard.Http;
using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Orchestration;

namespace DeepWiki.AppHost.Hosting.Preflight;

/// <summary>What people are told to open once everything stands, or cannot.</summary>
internal sealed class AddressLines(DistributedApplicationModel model, HostSettings settings, ResourceLogs logs, DashboardServer dashboard)
{
    // A resource that serves, by its name.
    public IEnumerable<string> All(Func<string, bool> isReady)
    {
        if (Wiki(isReady) is { } wiki)
        {
            yield return $"  {"Wiki",-13} {wiki}";
            yield return $"  {"API",-13} {wiki}/api-reference";
            if (settings.OpensBrowser && !Browser.TryOpen(wiki))
            {
                yield return "  No browser was found (xdg-open).";
            }
        }

        if (Login is { } login)
        {
            yield return login;
        }

        var place = dashboard.LoginAddress is null ? settings.Shorten(logs.Folder) : "the dashboard";
        yield return $"Ctrl+C stops everything. Service logs are in {place}; --verbose prints them here.";
    }

    // These words are what `dotnet watch` looks for.
    public string? Login => dashboard.LoginAddress is { } address ? $"  Login to the dashboard at {address}" : null;

    // The address that is meant for people, once it answers.
    private string? Wiki(Func<string, bool> isReady) => (
        from resource in model.Resources
        where isReady(resource.Name)
        from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
        where endpoint is { IsExternal: true, Scheme: "http" }
        select $"http://localhost:{endpoint.AllocatedPort}").FirstOrDefault();
}
