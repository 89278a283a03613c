using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Preflight;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Hosting.Orchestration;

/// <summary>Runs the host from start to end and says how it ended.</summary>
internal static class ApplicationRun
{
    private const int Failed = 1;
    private const int Unfit = 2;

    public static async Task<int> RunAsync(IHost host, CancellationToken cancellationToken)
    {
        var services = host.Services;
        try
        {
            if (services.GetRequiredService<DistributedApplicationExecutionContext>().IsPublishMode)
            {
                await RunToEndAsync(host, cancellationToken);
                return 0;
            }

            if (services.GetRequiredService<HostSettings>().ChecksOnly)
            {
                await services.GetRequiredService<PreflightChecks>().StartAsync(cancellationToken);
                return 0;
            }

            await RunToEndAsync(host, cancellationToken);
            var orchestrator = services.GetRequiredService<Orchestrator>();
            return orchestrator.WasKilled ? InterruptWatch.KilledExitCode : orchestrator.HasFailure ? Failed : 0;
        }
        catch (DistributedApplicationException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return exception is PreflightException ? Unfit : Failed;
        }
        finally
        {
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }

    public static async Task RunToEndAsync(IHost host, CancellationToken cancellationToken)
    {
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        try
        {
            await host.StartAsync(cancellationToken);
            await host.WaitForShutdownAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Stopped in the middle of the start: what runs by now is stopped in order too.
            await host.StopAsync(CancellationToken.None);
        }
    }
}
