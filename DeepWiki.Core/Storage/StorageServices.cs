using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DeepWiki.Core.Storage;

/// <summary>Registers the stores over the <c>NpgsqlDataSource</c> that the host registered.</summary>
public static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Migrator>();
        services.AddSingleton<SchemaGate>();
        services.AddSingleton<RepositoryStore>();
        services.AddSingleton<SeriesStore>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobLeases>();
        services.AddSingleton<IndexActivation>();
        services.AddSingleton<EmbeddingGaps>();
        services.AddSingleton<IndexCollector>();
        services.AddSingleton<VectorIndexes>();
        services.AddSingleton<ChunkSearch>();
        services.AddSingleton<FileSearch>();
        services.AddSingleton<SourceStore>();
        services.AddSingleton<IndexContents>();
        services.AddSingleton<SavedWikiStore>();
        services.AddSingleton<SealingKeyStore>();
        services.AddTransient<IndexWriter>();
        services.AddHostedService<MigrationRunner>();
        services.AddSingleton<JobSignals>();
        services.AddHostedService(provider => provider.GetRequiredService<JobSignals>());
        services.AddHostedService<QueueDepth>();
        services.AddHealthChecks().AddCheck<SchemaHealthCheck>("schema");
        return services;
    }
}
