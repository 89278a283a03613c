#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Otlp;
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeepWiki.Tests.Integration.Hosting.Dashboard;

/// <summary>A server with the OTLP endpoints and nothing else.</summary>
internal sealed class OtlpHost : IAsyncDisposable
{
    public const string Key = "the-key-of-this-run";

    private readonly WebApplication app;

    private OtlpHost(WebApplication app) => this.app = app;

    public TelemetryStore Store { get; } = new(TimeProvider.System);

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<OtlpHost> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        var host = new OtlpHost(builder.Build());
        host.app.MapOtlp(host.Store, Key);
        await host.app.StartAsync(cancellationToken);
        return host;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
#endif
