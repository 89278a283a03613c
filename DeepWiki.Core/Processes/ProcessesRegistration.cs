using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DeepWiki.Core.Processes;

/// <summary>Registers the one place that starts programs.</summary>
internal static class ProcessesRegistration
{
    public static IServiceCollection AddProcesses(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ChildTools>(_ => new ChildTools());
        services.TryAddSingleton<ChildProcesses>();

        return services;
    }
}
