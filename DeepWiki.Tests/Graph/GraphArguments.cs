namespace DeepWiki.Tests.Graph;

/// <summary>Arguments the AppHost is started with in tests.</summary>
internal static class GraphArguments
{
    /// <summary>Data of its own that goes with it, and no telemetry to a dashboard that tests do not start.</summary>
    public static string[] Ephemeral { get; } =
    [
        "--environment", "Testing", "--DeepWiki:Ephemeral=true", "--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=", "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=",
    ];
}
