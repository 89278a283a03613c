using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.Tests.Support.Hosting;

/// <summary>
/// A service's own <c>Program</c>, run in this process with settings of the test: real Kestrel on a free loopback port, real services, real
/// start and stop. Hosting announces every host it builds, which is how the test gets hold of this one.
/// </summary>
internal sealed class ServiceProgram : IAsyncDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(2);

    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<IServiceCollection>? configure;
    private int threadId;
    private IHost? host;
    private IHostApplicationLifetime? lifetime;

    private ServiceProgram(Action<IServiceCollection>? configure) => this.configure = configure;

    public IServiceProvider Services => host?.Services ?? throw new InvalidOperationException("The service was not built.");

    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()); // Kestrel has it.

    /// <summary>Completes when the program has returned from its <c>Main</c>.</summary>
    public Task Ended => ended.Task;

    /// <summary>Starts the program of an assembly and returns once it listens.</summary>
    /// <param name="assembly">Assembly with its <c>Main</c>.</param>
    /// <param name="settings">Configuration, such as <c>Chat:MaxAnswers</c>.</param>
    /// <param name="configure">Callback that replaces or adds services.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<ServiceProgram> StartAsync(
        Assembly assembly, IEnumerable<(string Name, string Value)> settings, Action<IServiceCollection>? configure, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "--urls=http://127.0.0.1:0", "--environment=Testing", "--Logging:LogLevel:Default=None",
            .. settings.Select(setting => $"--{setting.Name}={setting.Value}"),
        ];
        var program = new ServiceProgram(configure);
        new Thread(() => program.Run(assembly.EntryPoint!, arguments)) { IsBackground = true }.Start(); // A program has a Main.
        await program.started.Task.WaitAsync(WaitTimeout, cancellationToken);
        return program;
    }

    /// <summary>Stops the service as SIGTERM does: says that it is to stop, and returns at once.</summary>
    public void Stop() => lifetime?.StopApplication();

    public async ValueTask DisposeAsync()
    {
        if (!ended.Task.IsCompleted)
        {
            Stop();
        }

        await ended.Task.WaitAsync(WaitTimeout);
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
        {
            value.Subscribe(this);
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        // Hosts of other tests are built at the same time, each on the thread of its program.
        if (Environment.CurrentManagedThreadId != threadId)
        {
            return;
        }

        switch (value)
        {
            case { Key: "HostBuilding", Value: IHostBuilder builder }:
                builder.ConfigureServices((_, services) => configure?.Invoke(services));
                break;
            case { Key: "HostBuilt", Value: IHost built }:
                host = built;
                lifetime = built.Services.GetRequiredService<IHostApplicationLifetime>();
                lifetime.ApplicationStarted.Register(() => started.TrySetResult());
                break;
        }
    }

    public void OnCompleted()
    {
        // A listener's end says nothing of its host.
    }

    public void OnError(Exception error) => started.TrySetException(error);

    private void Run(MethodInfo main, string[] arguments)
    {
        threadId = Environment.CurrentManagedThreadId;
        try
        {
            using (DiagnosticListener.AllListeners.Subscribe(this))
            {
                main.Invoke(null, [arguments]);
            }

            started.TrySetException(new InvalidOperationException("The program ended before it listened."));
            ended.TrySetResult();
        }
        catch (TargetInvocationException exception)
        {
            started.TrySetException(exception.InnerException ?? exception);
            ended.TrySetException(exception.InnerException ?? exception);
        }
    }
}
