using DeepWiki.Core.Data.Browsing;
using DeepWiki.Core.Data.Conversations;
using DeepWiki.Core.Data.Embeddings;
using DeepWiki.Core.Data.Feedback;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Data.Search;
using DeepWiki.Core.Data.Vectors;
using DeepWiki.Core.Data.Wikis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepWiki.Core.Data;

/// <summary>Registers the stores over the <c>NpgsqlDataSource</c> that the host registered.</summary>
public static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Migrator>();
        services.AddSingleton<SchemaReadySignal>();
        services.AddSingleton<RepositoryStore>();
        services.AddSingleton<SeriesStore>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobLeases>();
        services.AddSingleton<IndexActivation>();
        services.AddSingleton<EmbeddingBackfillStore>();
        services.AddSingleton<IndexCollector>();
        services.AddSingleton<VectorIndexes>();
        services.AddSingleton<ChunkSearch>();
        services.AddSingleton<FileSearch>();
        services.AddSingleton<DeclarationSearch>();
        services.AddSingleton<FileCatalog>();
        services.AddSingleton<LineReader>();
        services.AddSingleton<SourceStore>();
        services.AddSingleton<FolderStore>();
        services.AddSingleton<WikiSearchStore>();
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<FeedbackStore>();
        services.AddSingleton<ConversationStore>();
        services.AddSingleton<IndexContents>();
        services.AddSingleton<JobStore>();
        services.AddSingleton<SavedWikiStore>();
        services.AddSingleton<WikiStore>();
        services.AddSingleton<GenerationStore>();
        services.AddSingleton<PageTaskStore>();
        services.AddSingleton<PageVersionStore>();
        services.AddSingleton<WikiSummaryStore>();
        services.AddSingleton<WikiTextStore>();
        services.AddSingleton<EncryptionKeyStore>();
        services.AddTransient<IndexWriter>();
        services.AddHostedService<MigrationRunner>();
        services.AddSingleton<JobSignals>();
        services.AddHostedService(provider => provider.GetRequiredService<JobSignals>());

        // By the wall's clock: it shows what is there, and no limit of the service hangs on it.
        services.AddHostedService(provider => new QueueDepth(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<SchemaReadySignal>(), TimeProvider.System,
            provider.GetRequiredService<ILogger<QueueDepth>>()));
        services.AddHealthChecks().AddCheck<SchemaHealthCheck>("schema");
        return services;
    }
}
