using DeepWiki.Core.Caching;
using DeepWiki.Core.Providers;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.Storage;
using DeepWiki.Indexer.Jobs;
using DeepWiki.Indexer.Pipeline;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(MessageMask.Hide);
builder.AddNpgsqlDataSource("wikidb", configureDataSourceBuilder: dataSource => StorageConnection.Configure(dataSource, maxPoolSize: 20));
builder.AddRedisClient("redis", configureOptions: RedisConnection.Configure);

builder.Services.AddStorage();
builder.Services.AddCaching();
builder.Services.AddProviders(builder.Configuration);
builder.Services.AddIndexing(builder.Configuration, builder.Environment);

var app = builder.Build();
app.MapDefaultEndpoints();
if (!await app.Services.GetRequiredService<GitCheck>().IsUsableAsync(CancellationToken.None))
{
    return 1;
}

await app.RunAsync();
return 0;
