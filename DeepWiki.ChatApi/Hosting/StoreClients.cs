using DeepWiki.Core.Storage;

namespace DeepWiki.ChatApi.Hosting;

/// <summary>The clients of PostgreSQL and Redis, under the names the graph gives them.</summary>
internal static class StoreClients
{
    public static void AddStoreClients(this WebApplicationBuilder builder)
    {
        builder.AddNpgsqlDataSource(
            "wikidb",
            settings => settings.DisableTracing = settings.DisableMetrics = true,
            dataSource => StorageConnection.Configure(dataSource, maxPoolSize: 50));
        builder.AddRedisClient("redis", settings => settings.DisableTracing = true);
    }
}
