using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Orchestration;
using DeepWiki.AppHost.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>The graph, built and ready to run.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost host;

    internal DistributedApplication(IHost host) => this.host = host;

    public IServiceProvider Services => host.Services;

    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) =>
        EntryPointHook.Current is { } hook ? hook.CreateBuilder(options) : new ApplicationBuilder(options);

#pragma warning disable MA0045 // The last statement of a Main that is not asynchronous.
    public void Run() => RunAsync().GetAwaiter().GetResult();
#pragma warning restore MA0045

    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (EntryPointHook.Current is not null)
        {
            await using (this)
            {
                await ApplicationRun.RunToEndAsync(host, cancellationToken);
            }

            return;
        }

        Environment.ExitCode = await ApplicationRun.RunAsync(host, cancellationToken);
    }

    public virtual Task StartAsync(CancellationToken cancellationToken = default) => host.StartAsync(cancellationToken);

    public virtual Task StopAsync(CancellationToken cancellationToken = default) => host.StopAsync(cancellationToken);

#pragma warning disable MA0045 // The interface asks for it.
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }
#pragma warning restore MA0045

    public virtual async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)host).DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
