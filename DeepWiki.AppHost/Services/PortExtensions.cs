using System.Net.NetworkInformation;

namespace DeepWiki.AppHost.Services;

/// <summary>The ports of the graph.</summary>
internal static class PortExtensions
{
    /// <summary>Variables of the addresses of the dashboard and its receivers, as Aspire reads them.</summary>
    public static readonly string[] DashboardUrls =
        ["ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", ResourceServiceUrl];

    private const string ResourceServiceUrl = "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL";
    private const string Randomize = "DcpPublisher:RandomizePorts";

    /// <summary><c>--ports auto</c>: random ports for everything, the resource service too, so that two graphs run side by side.</summary>
    public static void UseRandomPortsIfAsked(this IDistributedApplicationBuilder builder)
    {
        if (builder.Configuration["ports"] == "auto")
        {
            (builder.Configuration[Randomize], builder.Configuration[ResourceServiceUrl]) = ("true", null);
        }
    }

    public static bool HasRandomPorts(this IDistributedApplicationBuilder builder) => builder.Configuration[Randomize] is "true" or "True";

    /// <summary>A port for a server that is long in starting: below those that the system gives to any asker, who could have it first.</summary>
    public static int PickFree() => Enumerable.Range(0, int.MaxValue).Select(_ => Random.Shared.Next(20_000, 32_768)).First(IsFree);

    public static bool IsFree(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().All(listener => listener.Port != port);
}
