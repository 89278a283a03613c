using DeepWiki.Core.Caching;
using DeepWiki.Core.Git;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Storage;
using DeepWiki.Indexer.Jobs;

namespace DeepWiki.Indexer.Pipeline;

internal static class PipelineServices
{
    public static IServiceCollection AddIndexing(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOptions<IndexingOptions>().Bind(configuration.GetSection(IndexingOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.AddRepositories(configuration, environment.EnvironmentName);
        services.AddGit(configuration);
        services.AddSingleton<WorkerIdentity>();

        // Two workers on one machine must not fetch into the same directories.
        services.AddOptions<GitOptions>().PostConfigure<WorkerIdentity>((options, worker) => options.WorkRoot = worker.Folder);
        services.AddSingleton(provider => new IndexStores(
            provider.GetRequiredService<RepositoryStore>(),
            provider.GetRequiredService<SeriesStore>(),
            provider.GetRequiredService<JobLeases>(),
            provider.GetRequiredService<IndexActivation>(),
            provider.GetRequiredService<MetadataCache>(),
            provider.GetRequiredService<IndexWriter>));
        services.AddSingleton<RepositoryFetcher>();
        services.AddSingleton<ContentReader>();
        services.AddSingleton<ChunkEmbedder>();
        services.AddSingleton<IndexPipeline>();
        services.AddHostedService<JobWorker>();
        return services;
    }
}
