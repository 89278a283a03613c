using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Hosting.Testing;

/// <summary>An application that its own Main runs; a test waits for its start and causes its end.</summary>
internal sealed class TestedApplication(DistributedApplication inner, Task main) : DistributedApplication(inner)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly IHostApplicationLifetime lifetime = inner.Services.GetRequiredService<IHostApplicationLifetime>();

    public override Task RunAsync(CancellationToken cancellationToken = default) => main.WaitAsync(cancellationToken);

    public override async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await await Task.WhenAny(started.Task, main).WaitAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken = default)
    {
        lifetime.StopApplication();
        await main.WaitAsync(Patience, cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        if (!main.IsCompleted)
        {
            await StopAsync(CancellationToken.None);
        }

        await base.DisposeAsync();
    }
}
