using DeepWiki.AppHost.Hosting.Configuration;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Hosting.Testing;

/// <summary>Lets a test stand between the builder and the application of a Main that runs on a thread of its own.</summary>
internal sealed class EntryPointHook(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings>? configure)
{
    private static readonly AsyncLocal<EntryPointHook?> Flowing = new();

    private readonly TaskCompletionSource<ApplicationBuilder> reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new();

    public static EntryPointHook? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    public Task<ApplicationBuilder> Reached => reached.Task;

    public Task<DistributedApplication> Built => built.Task;

    public bool IsAbandoned { get; private set; }

    public IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        options.Args = [.. options.Args ?? [], .. args];
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        options.IsTest = true;
        options.AssemblyName = EntryAssembly;
        var settings = new HostApplicationBuilderSettings();
        configure?.Invoke(options, settings);
        return new HookedBuilder(new ApplicationBuilder(options, settings), this);
    }

    public required string EntryAssembly { get; init; }

    public DistributedApplication Build(ApplicationBuilder builder)
    {
        reached.SetResult(builder);
#pragma warning disable MA0045 // Main is held here on a thread of its own.
        released.Task.GetAwaiter().GetResult();
#pragma warning restore MA0045
        if (IsAbandoned)
        {
            throw new OperationCanceledException("The builder was disposed.");
        }

        var application = builder.Build();
        built.SetResult(application);
        return application;
    }

    public void Release(bool abandon)
    {
        IsAbandoned |= abandon;
        released.TrySetResult();
    }

    public void Fail(Exception exception)
    {
        reached.TrySetException(exception);
        built.TrySetException(exception);
    }
}
