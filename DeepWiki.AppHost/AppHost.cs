using DeepWiki.AppHost.Deployment;
using DeepWiki.AppHost.Preflight;
using DeepWiki.AppHost.Services;
using DeepWiki.AppHost.Stores;

var builder = DistributedApplication.CreateBuilder(args);
builder.UseRandomPortsIfAsked();
var models = builder.AddModelParameters();

// PostgreSQL and Redis run as programs of this machine. DeepWiki:Containers=true makes them containers, ConnectionStrings:wikidb and :redis
// name servers of one's own, and published, PostgreSQL is the managed one of infra/postgres.bicep.
var storeSettings = StoreSettings.From(builder.Configuration);
using var cluster = new PostgresCluster(storeSettings);

var redis = builder.AddExistingConnection("redis") ?? builder.AddRedis("redis", password: builder.AddPassword("redis-password")).RunAsExecutable(storeSettings);

var wikiDb = builder.AddExistingConnection("wikidb")
    ?? builder.AddManagedPostgresWhenPublished("wikidb")
    ?? builder.AddPostgres("postgres", password: builder.AddPassword("postgres-password", () => cluster.Password))
        .WithImage("pgvector/pgvector", "pg17")
        .WithDataVolume("deepwiki-postgres")
        .RunAsExecutable(cluster)
        .AddDatabase("wikidb");

// Only connection strings: Aspire would also write *_URI variables, and azd would show those with their passwords.
const ReferenceEnvironmentInjectionFlags connectionStrings = ReferenceEnvironmentInjectionFlags.ConnectionString;

builder.AddProject<Projects.DeepWiki_Indexer>("indexer")
    .WithReferenceEnvironment(connectionStrings)
    .WithReference(wikiDb).WaitFor(wikiDb)
    .WithReference(redis).WaitFor(redis)
    .WithModels(models)
    .WithHttpHealthCheck("/health")
    .WithoutHttpsCertificate()
    .WithIconName("DocumentSearch")
    .RunBuiltProgram();

var chatApi = builder.AddProject<Projects.DeepWiki_ChatApi>("chatapi")
    .WithReferenceEnvironment(connectionStrings)
    .WithExternalHttpEndpoints()
    .WithReference(wikiDb).WaitFor(wikiDb)
    .WithReference(redis).WaitFor(redis)
    .WithModels(models)
    .WithApiKeyWhenPublished()
    .WithHttpHealthCheck("/health")
    .WithoutHttpsCertificate()
    .WithUrlForEndpoint("http", url => url.DisplayText = "Wiki")
    .WithUrlForEndpoint("http", _ => new() { Url = "/api-reference", DisplayText = "API reference" })
    .WithUrlForEndpoint("http", _ => new() { Url = "/health", DisplayText = "Health", DisplayLocation = UrlDisplayLocation.DetailsOnly })
    .WithIconName("ChatMultiple")
    .RunBuiltProgram();

if (builder.ExecutionContext.IsRunMode && builder.Configuration["DeepWiki:WebDev"] == "true")
{
    builder.AddExecutable("web", "npm", "../DeepWiki.Web", "run", "dev")
        .WithHttpEndpoint(port: 5173, targetPort: 5173, name: "http", env: "PORT", isProxied: false)
        .WithEnvironment("CHATAPI_URL", chatApi.GetEndpoint("http"));
}

if (builder.ExecutionContext.IsRunMode)
{
    if (await new MachineCheck(builder, storeSettings, cluster, Console.Out).RunAsync(CancellationToken.None) is { } exitCode)
    {
        return exitCode;
    }

    // A busy machine takes its time; what is cut off would end in an unhandled exception.
    builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMinutes(2));
    builder.Services.AddSingleton(Console.Out).AddHostedService<StartReport>().AddHostedService<OrderedStop>();
}

var app = builder.Build();
var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
try
{
    await app.RunAsync();
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    // Ctrl+C while it still starts.
}
return 0;
