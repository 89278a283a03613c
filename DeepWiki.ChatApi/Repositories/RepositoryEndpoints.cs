using DeepWiki.ChatApi.Indexing;
using DeepWiki.Core.Git;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.Repositories;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>Services that answers need to read repositories.</summary>
internal static class RepositoryEndpoints
{
    public static IServiceCollection AddRepositoryResolver(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddRepositories(configuration, environment.EnvironmentName);
        services.AddGit(configuration);
        services.AddSingleton<RemoteHeadResolver>();
        var defaults = FilterDefaults.Read(configuration);
        services.AddSingleton(provider => new IndexSettings(provider.GetRequiredService<EmbeddingProfile>(), defaults));
        services.AddSingleton<RepositoryAccess>();
        services.AddSingleton<RequestedAddresses>();
        services.AddSingleton<RepositoryResolver>();
        services.AddSingleton<RepositoryLookup>();
        services.AddSingleton<ReadableRepositories>();
        services.AddSingleton<IndexJobs>();
        services.AddSingleton<IndexProvider>();
        return services;
    }
}
