using System.Security.Cryptography;
using DeepWiki.AppHost.Hosting.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

/// <summary>Two listeners on loopback, started before everything else and stopped after it: the pages, and the receiver of telemetry.</summary>
internal sealed class DashboardServer(HostSettings settings, TelemetryTarget target, SecretMask mask, DashboardRoutes routes) : IHostedService, IAsyncDisposable
{
    private const long MaxBody = 64 * 1024;
    private const int UsualPort = 18888;

    private readonly BrowserSession session = new(settings.DashboardToken);
    private LocalServer? pages;
    private LocalServer? receiver;

    // Null before the start.
    public string? Address => pages?.Address;

    public string? LoginAddress => pages is null ? null : $"{pages.Address}/login?t={Uri.EscapeDataString(session.Token)}";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var key = target.Key is { Length: > 0 } given ? given : RandomNumberGenerator.GetHexString(32, lowercase: true);
        mask.Add(key);
        mask.Add(session.Token);
        mask.Add(session.Secret);
        receiver = await LocalServer.StartAsync(
            Wished(settings.OtlpAddress, usual: null), _ => { }, _ => { }, app => routes.MapReceiver(app, key), cancellationToken);
        pages = await LocalServer.StartAsync(
            Wished(settings.DashboardAddress, UsualPort),
            limits => limits.MaxRequestBodySize = MaxBody,
            services => services.ConfigureHttpJsonOptions(json => DashboardJson.Configure(json.SerializerOptions, mask)),
            MapPages,
            cancellationToken);
        (target.Address, target.Key) = (receiver.Address, key);
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await routes.EndStreamsAsync();
        if (Interlocked.Exchange(ref pages, null) is { } first)
        {
            await first.DisposeAsync();
        }

        if (Interlocked.Exchange(ref receiver, null) is { } second)
        {
            await second.DisposeAsync();
        }
    }

    private int? Wished(string? address, int? usual) =>
        settings.HasRandomPorts ? null : Uri.TryCreate(address, UriKind.Absolute, out var uri) ? (uri.Port > 0 ? uri.Port : null) : usual;

    private void MapPages(WebApplication app)
    {
        var gate = new DashboardGate(session);
        app.Use((HttpContext context, RequestDelegate next) => gate.PassAsync(context, next));
        app.MapLogin(session);
        app.MapAssets();
        routes.MapPages(app);
    }
}
