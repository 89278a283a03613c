using DeepWiki.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

// Only what the services read. Aspire 13 would also write *_URI variables, and those carry passwords.
const ReferenceEnvironmentInjectionFlags inject = ReferenceEnvironmentInjectionFlags.ConnectionString;

var models = ModelParameters.AddTo(builder);
var redis = Storage.Existing(builder, "redis") ?? builder.AddRedis("redis");
var wikiDb = Storage.Existing(builder, "wikidb") ?? Storage.AddPostgres(builder, "wikidb");

builder.AddProject<Projects.DeepWiki_Indexer>("indexer")
    .WithReferenceEnvironment(inject)
    .WithReference(wikiDb).WaitFor(wikiDb)
    .WithReference(redis).WaitFor(redis)
    .WithModels(models)
    .WithHttpHealthCheck("/health");

var chatApi = builder.AddProject<Projects.DeepWiki_ChatApi>("chatapi")
    .WithReferenceEnvironment(inject)
    .WithExternalHttpEndpoints()
    .WithReference(wikiDb).WaitFor(wikiDb)
    .WithReference(redis).WaitFor(redis)
    .WithModels(models)
    .WithKeyWhenPublished()
    .WithHttpHealthCheck("/health");

if (builder.ExecutionContext.IsRunMode && builder.Configuration["DeepWiki:WebDev"] == "true")
{
    builder.AddExecutable("web", "npm", "../DeepWiki.Web", "run", "dev")
        .WithHttpEndpoint(port: 5173, targetPort: 5173, name: "http", env: "PORT", isProxied: false)
        .WithEnvironment("CHATAPI_URL", chatApi.GetEndpoint("http"));
}

builder.Build().Run();
