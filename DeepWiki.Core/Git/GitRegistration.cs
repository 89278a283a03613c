using DeepWiki.Core.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DeepWiki.Core.Git;

/// <summary>Registers reading of repositories; needs <c>AddRepositories</c> beside it.</summary>
public static class GitRegistration
{
    public static IServiceCollection AddGit(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GitOptions>()
            .Bind(configuration.GetSection(GitOptions.SectionName))
            .ValidateDataAnnotations()
            .Validate(options => Path.IsPathFullyQualified(options.WorkRoot), "Git:WorkRoot must be an absolute folder.")
            .ValidateOnStart();
        services.AddProcesses();
        services.TryAddSingleton<WorkRoot>();
        services.TryAddSingleton<GitRunner>();
        services.TryAddSingleton<GitClient>();
        services.TryAddSingleton<ReferenceLister>();
        services.TryAddSingleton<GitObjects>();
        services.TryAddSingleton<LocalRepositories>();
        services.TryAddSingleton<LocalHistory>();
        services.TryAddSingleton<FolderWalk>();
        services.TryAddSingleton<FolderFingerprint>();

        return services;
    }
}
