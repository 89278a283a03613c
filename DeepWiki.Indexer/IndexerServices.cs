using DeepWiki.Core.Answering;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Git;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.SourceCode.Parsing;
using DeepWiki.Core.Wikis.Generation;
using DeepWiki.Indexer.Indexing;
using DeepWiki.Indexer.Indexing.Chunking;
using DeepWiki.Indexer.Indexing.Embedding;
using DeepWiki.Indexer.Indexing.Fetch;
using DeepWiki.Indexer.Indexing.Files;
using DeepWiki.Indexer.Indexing.Pipeline;
using DeepWiki.Indexer.Jobs;
using DeepWiki.Indexer.Maintenance;
using DeepWiki.Indexer.Wikis;
using Microsoft.Extensions.Options;

namespace DeepWiki.Indexer;

internal static class IndexerServices
{
    public static IServiceCollection AddIndexing(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOptions<IndexingOptions>().Bind(configuration.GetSection(IndexingOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.AddRepositories(configuration, environment.EnvironmentName);
        services.AddGit(configuration);
        services.AddSingleton<GitCheck>();
        services.AddSingleton<WorkerIdentity>();

        // Two workers on one machine must not fetch into the same directories.
        services.AddOptions<GitOptions>().PostConfigure<WorkerIdentity, IOptions<IndexingOptions>>((options, worker, indexing) =>
        {
            options.WorkRoot = worker.Folder;
            options.MaxBlobBytes = Math.Max(indexing.Value.MaxFileBytes, indexing.Value.MaxNotebookBytes);
        });
        services.AddSingleton<Func<IndexWriter>>(provider => provider.GetRequiredService<IndexWriter>);
        services.AddSingleton<IndexStores>();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<IndexingOptions>>().Value;
            return new FileLimits(options.MaxFileBytes, options.MaxNotebookBytes);
        });
        services.AddSingleton<FolderFiles>();
        services.AddSingleton<RepositorySources>();
        services.AddSingleton<RepositoryCloneCache>();
        services.AddSingleton<JobTokens>();
        services.AddSingleton<RepositoryFetcher>();
        services.AddSingleton<CtagsSymbols>();
        services.AddSingleton<SourceParser>();
        services.AddSingleton<Chunker>();
        services.AddSingleton<ContentReader>();
        services.AddSingleton<FileStage>();
        services.AddSingleton<TextEmbedder>();
        services.AddSingleton<ChunkEmbedder>();
        services.AddSingleton<EmbeddingBackfill>();
        services.AddSingleton<IndexPipeline>();
        services.AddSingleton<JobClaimer>();
        services.AddSingleton<JobHeartbeat>();
        services.AddSingleton<ClaimLoop>();
        services.AddSingleton<JobHandlers>();
        services.AddSingleton<JobRunner>();
        services.AddHostedService<JobWorker>();
        services.AddHostedService<EmbeddingBackfillWorker>();
        services.AddHostedService<MaintenanceWorker>();
        return services;
    }

    /// <summary>Adds the services that write wikis; needs the services of indexing.</summary>
    public static IServiceCollection AddWikis(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WikiOptions>().Bind(configuration.GetSection(WikiOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.AddRetrieval(configuration).AddAnswering().AddWikiGeneration();
        services.AddSingleton<WikiStores>();
        services.AddSingleton<WikiWriters>();
        services.AddSingleton<WikiEvents>();
        services.AddSingleton<WikiJobHandler>();
        services.AddSingleton<WikiFollower>();
        services.AddSingleton<PageClaimer>();
        services.AddSingleton<PageRunner>();
        services.AddHostedService<WikiWorker>();
        services.AddHostedService<PageWorker>();
        services.AddHostedService<GenerationPruner>();
        return services;
    }
}
