using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.Core.Repositories;

/// <summary>Registers what decides which repositories may be read.</summary>
public static class RepositoriesRegistration
{
    /// <param name="services">Collection to register in.</param>
    /// <param name="configuration">Configuration with the section <c>Repositories</c>.</param>
    /// <param name="environmentName">Name of the host's environment: Development opens the user's home.</param>
    public static IServiceCollection AddRepositories(this IServiceCollection services, IConfiguration configuration, string environmentName)
    {
        services.AddOptions<RepositoriesOptions>()
            .Bind(configuration.GetSection(RepositoriesOptions.SectionName))
            .PostConfigure(options => AddDefaultRoot(options, environmentName))
            .Validate(options => options.LocalRoots.All(Path.IsPathFullyQualified), "Repositories:LocalRoots must be absolute folders.")
            .Validate(options => options.AllowedHosts.All(IsHostAndPort), "Repositories:AllowedHosts entries are host or host:port.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IHostResolver, DnsHostResolver>();
        services.TryAddSingleton<EgressPolicy>();
        services.TryAddSingleton<LocalFolders>();

        return services;
    }

    private static void AddDefaultRoot(RepositoriesOptions options, string environmentName)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (environmentName == Environments.Development && options.LocalRoots.Count == 0 && home.Length > 0)
        {
            options.LocalRoots.Add(home);
        }
    }

    private static bool IsHostAndPort(string entry)
    {
        var colon = entry.LastIndexOf(':');
        var hasPort = colon > entry.LastIndexOf(']');

        return hasPort
            ? HostName.IsValid(entry[..colon]) && ushort.TryParse(entry[(colon + 1)..], out var port) && port > 0
            : HostName.IsValid(entry);
    }
}
