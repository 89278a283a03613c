using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.Tests.Support.Hosting;

/// <summary>Holds a service at the beginning of its stop: it has been asked to, and still listens.</summary>
internal sealed class HeldStop : IHostedLifecycleService
{
    private readonly TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the stop is held.</summary>
    public Task Begun => begun.Task;

    public void AddTo(IServiceCollection services) => services.AddSingleton<IHostedService>(this);

    public void Release() => release.TrySetResult();

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        begun.TrySetResult();
        return release.Task.WaitAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
