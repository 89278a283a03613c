using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Legacy;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Resources;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Data;
using DeepWiki.Core.Models;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.Secrets;

var builder = WebApplication.CreateBuilder(args);
builder.ListenOnDefaultPort();
builder.AddServiceDefaults(SecretRedactor.RedactMessage);
builder.AddNpgsqlDataSource("wikidb", configureDataSourceBuilder: dataSource => StorageConnection.Configure(dataSource, maxPoolSize: 50));
builder.AddRedisClient("redis", configureOptions: RedisConnection.Configure);

builder.Services.AddStorage().AddCaching().AddProviders(builder.Configuration);
builder.Services.AddRetrieval(builder.Configuration);
builder.Services.AddSecurity(builder.Configuration);
builder.Services.AddRepositoryResolver(builder.Configuration, builder.Environment);
builder.Services.AddLegacy(builder.Configuration);
builder.Services.AddResources(builder.Configuration);
builder.Services.AddChat(builder.Configuration);
builder.Services.AddReference();

var app = builder.Build();
app.UseSecurity();
app.MapLegacy();
app.MapDefaultEndpoints();
app.MapResources();
app.MapChat();
app.MapReference();
await app.RunAsync();
