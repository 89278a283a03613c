using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Hosting;
using DeepWiki.ChatApi.Reference;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Search;
using DeepWiki.ChatApi.Security;
using DeepWiki.ChatApi.Sources;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Providers;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.ListenOnUsualPort();
builder.AddServiceDefaults(MessageMask.Hide);
builder.AddNpgsqlDataSource(
    "wikidb", settings => settings.DisableTracing = settings.DisableMetrics = true, source => StorageConnection.Configure(source, maxPoolSize: 50));
builder.AddRedisClient("redis", settings => settings.DisableTracing = true);

builder.Services.AddStorage();
builder.Services.AddCaching();
builder.Services.AddProviders(builder.Configuration);
builder.Services.AddRetrieval(builder.Configuration);
builder.Services.AddSecurity(builder.Configuration);
builder.Services.AddRepositoryDesk(builder.Configuration, builder.Environment);
builder.Services.AddSources();
builder.Services.AddSearch();
builder.Services.AddChat(builder.Configuration);
builder.Services.AddReference();

var app = builder.Build();
app.UseHttpServerSpans();
app.UseSecurity();
app.MapDefaultEndpoints();
app.MapSources();
app.MapSearch();
app.MapChat();
app.MapReference();
await app.RunAsync();
