#if !USE_ASPIRE
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeepWiki.AppHost.Hosting.Launchers;
using DeepWiki.AppHost.Hosting.Model;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Integration.Hosting;

/// <summary>Which of the writers of a variable wins.</summary>
[Trait("Category", "Integration")]
public sealed class ServiceEnvironmentTests
{
    [Fact]
    public async Task A_launch_profile_wins_over_what_is_inherited_and_the_graph_over_both()
    {
        // PATH and HOME are inherited by every process.
        var variables = await CreateAsync([], builder => Service(builder, new() { ["PATH"] = "/profile", ["HOME"] = "/profile", ["OTEL_SERVICE_NAME"] = "profile" })
            .WithEnvironment("HOME", "/graph"));

        Assert.Equal("/profile", variables["PATH"]);
        Assert.Equal("/graph", variables["HOME"]);
        Assert.Equal("service", variables["OTEL_SERVICE_NAME"]);
        Assert.Equal("http", variables["DOTNET_LAUNCH_PROFILE"]);
    }

    [Fact]
    public async Task A_profile_may_quote_variables()
    {
        var variables = await CreateAsync([], builder => Service(builder, new() { ["PLACE"] = "%PATH%/more" }));

        Assert.Equal($"{Environment.GetEnvironmentVariable("PATH")}/more", variables["PLACE"]);
    }

    [Fact]
    public async Task An_external_dashboard_gets_the_telemetry()
    {
        var variables = await CreateAsync(
            ["--dashboard", "external", "--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://localhost:18890", "--AppHost:OtlpApiKey=key"],
            builder => Service(builder, []));

        Assert.Equal("http://localhost:18890", variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("http/protobuf", variables["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal("x-otlp-api-key=key", variables["OTEL_EXPORTER_OTLP_HEADERS"]);
    }

    [Fact]
    public async Task Without_a_dashboard_nothing_is_exported()
    {
        var variables = await CreateAsync(
            ["--dashboard", "off", "--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://localhost:18890"], builder => Service(builder, []));

        Assert.DoesNotContain(variables.Keys, name => name.StartsWith("OTEL_EXPORTER", StringComparison.Ordinal));
    }

    private static IResourceBuilder<ProjectResource> Service(IDistributedApplicationBuilder builder, Dictionary<string, string> profile) =>
        builder.AddResource(new ProjectResource("service"))
            .WithAnnotation(new ProjectAnnotation("/", TargetPath: null, new LaunchProfile("http", [], profile)));

    private static async Task<IReadOnlyDictionary<string, string>> CreateAsync(string[] args, Action<IDistributedApplicationBuilder> graph)
    {
        await using var app = HostingTestBed.Build(args, graph);
        var resource = app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single();
        return await app.Services.GetRequiredService<ServiceEnvironment>().CreateAsync(resource, TestContext.Current.CancellationToken);
    }
}
#endif
