using DeepWiki.Core.Caching;
using DeepWiki.Core.Data;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Models;
using DeepWiki.Core.Secrets;
using DeepWiki.Indexer;
using DeepWiki.Indexer.Jobs;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(SecretRedactor.RedactMessage);
builder.AddNpgsqlDataSource("wikidb", configureDataSourceBuilder: dataSource => StorageConnection.Configure(dataSource, maxPoolSize: 20));
builder.AddRedisClient("redis", configureOptions: RedisConnection.Configure);

builder.Services.AddStorage();
builder.Services.AddCaching();
builder.Services.AddProviders(builder.Configuration);
builder.Services.AddIndexing(builder.Configuration, builder.Environment);
builder.Services.AddWikis(builder.Configuration);

var app = builder.Build();
app.MapDefaultEndpoints();
if (!await app.Services.GetRequiredService<GitCheck>().IsUsableAsync(CancellationToken.None))
{
    return 1;
}

await app.RunAsync();
return 0;
