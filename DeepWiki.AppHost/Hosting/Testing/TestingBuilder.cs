using System.Reflection;
using DeepWiki.AppHost.Hosting.Configuration;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Hosting.Testing;

internal sealed class TestingBuilder(ApplicationBuilder inner, EntryPointHook hook, Task main) : IDistributedApplicationTestingBuilder
{
    public string AppHostDirectory => inner.AppHostDirectory;

    public Assembly? AppHostAssembly => inner.AppHostAssembly;

    public ConfigurationManager Configuration => inner.Configuration;

    public IHostEnvironment Environment => inner.Environment;

    public DistributedApplicationExecutionContext ExecutionContext => inner.ExecutionContext;

    public IResourceCollection Resources => inner.Resources;

    public IServiceCollection Services => inner.Services;

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource => inner.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => inner.CreateResourceBuilder(resource);

#pragma warning disable MA0045 // The interface asks for it.
    public DistributedApplication Build() => BuildAsync().GetAwaiter().GetResult();
#pragma warning restore MA0045

    public async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default)
    {
        hook.Release(abandon: false);
        return new TestedApplication(await hook.Built.WaitAsync(cancellationToken), main);
    }

    public void Dispose() => hook.Release(abandon: true);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
