using DeepWiki.AppHost.Hosting.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

/// <summary>A web server on a loopback port: the one that is wished for, else a free one.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private const int Tries = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly WebApplication server;
    private readonly PortAllocator ports;

    private LocalServer(WebApplication server, PortAllocator ports, int port)
    {
        this.server = server;
        this.ports = ports;
        Port = port;
    }

    public int Port { get; }

    public string Address => $"http://localhost:{Port}";

    public static async Task<LocalServer> StartAsync(
        int? wished, Action<KestrelServerLimits> limit, Action<IServiceCollection> configure, Action<WebApplication> map, CancellationToken cancellationToken)
    {
        var allocator = new PortAllocator(PortAllocator.DefaultFolder);
        for (var attempt = 1; ; attempt++)
        {
            var port = attempt == 1 && wished is { } first && PortAllocator.IsFree(first) ? first : allocator.Allocate();
            // Empty: it reads no settings of this process, which are meant for the graph.
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                limit(kestrel.Limits);
                kestrel.ListenLocalhost(port);
            });
            builder.Services.AddRoutingCore();
            configure(builder.Services);
            var app = builder.Build();
            map(app);
            try
            {
                await app.StartAsync(cancellationToken);
                return new LocalServer(app, allocator, port);
            }
            catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
            {
                await app.DisposeAsync();
                if (exception.InnerException is not AddressInUseException || attempt == Tries)
                {
                    allocator.Dispose();
                    throw new DistributedApplicationException($"The dashboard cannot listen on port {port}: {exception.Message} Choose another address, or --dashboard off.");
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await server.StopAsync(patience.Token);
        await server.DisposeAsync();
        ports.Dispose();
    }
}
