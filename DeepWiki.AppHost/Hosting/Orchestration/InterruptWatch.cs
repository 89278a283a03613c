using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Hosting.Orchestration;

/// <summary>The first Ctrl+C begins the ordered stop (the host's own doing), the second kills all, a third ends the host at once.</summary>
internal sealed class InterruptWatch(Orchestrator orchestrator) : IHostedService, IDisposable
{
    public const int KilledExitCode = 130;

    private PosixSignalRegistration? registration;
    private int count;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => registration?.Dispose();

    private void OnInterrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        switch (Interlocked.Increment(ref count))
        {
            case 1:
                break;
            case 2:
                orchestrator.KillAll();
                break;
            default:
                Environment.Exit(KilledExitCode);
                break;
        }
    }
}
