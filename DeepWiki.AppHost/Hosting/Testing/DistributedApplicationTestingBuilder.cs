using System.Reflection;
using DeepWiki.AppHost.Hosting.Testing;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Runs the Main of an AppHost under the eyes of a test.</summary>
public static class DistributedApplicationTestingBuilder
{
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), [], configure: null, cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, configure: null, cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default) => CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    private static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type type, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings>? configure, CancellationToken cancellationToken)
    {
        var assembly = type.Assembly;
        var hook = new EntryPointHook(args, configure) { EntryAssembly = assembly.GetName().Name ?? "" };
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        EntryPointHook.Current = hook;
        new Thread(() => RunMain(assembly, hook, ended)) { IsBackground = true, Name = "apphost" }.Start();
        EntryPointHook.Current = null;
        return new TestingBuilder(await hook.Reached.WaitAsync(cancellationToken), hook, ended.Task);
    }

    private static void RunMain(Assembly assembly, EntryPointHook hook, TaskCompletionSource ended)
    {
        try
        {
            var main = assembly.EntryPoint ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no Main.");
            main.Invoke(obj: null, BindingFlags.DoNotWrapExceptions, binder: null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()], culture: null);
            hook.Fail(new InvalidOperationException("Main returned without Build()."));
            ended.TrySetResult();
        }
#pragma warning disable CA1031 // Whatever Main throws belongs to the test that waits for it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            hook.Fail(exception);
            ended.TrySetException(exception);
        }
    }
}
