namespace DeepWiki.AppHost;

internal static class Storage
{
    // A connection string in the configuration of the AppHost means: bring your own server.
    public static IResourceBuilder<IResourceWithConnectionString>? Existing(IDistributedApplicationBuilder builder, string name) =>
        builder.ExecutionContext.IsRunMode && builder.Configuration[$"ConnectionStrings:{name}"] is { Length: > 0 }
            ? builder.AddConnectionString(name)
            : null;

    public static IResourceBuilder<IResourceWithConnectionString> AddPostgres(IDistributedApplicationBuilder builder, string database) =>
        builder.ExecutionContext.IsPublishMode ? AddManaged(builder, database) : AddLocal(builder, database);

    private static IResourceBuilder<PostgresDatabaseResource> AddLocal(IDistributedApplicationBuilder builder, string database)
    {
        // WithImage before WithDataVolume: the tag decides the path of the volume.
        var server = builder.AddPostgres("postgres").WithImage("pgvector/pgvector", "pg17");
        if (builder.Configuration["DeepWiki:Ephemeral"] != "true")
        {
            server.WithDataVolume("deepwiki-postgres");
        }

        return server.AddDatabase(database);
    }

    private static IResourceBuilder<ConnectionStringResource> AddManaged(IDistributedApplicationBuilder builder, string database)
    {
        var password = builder.AddParameter("postgres-password", secret: true);
        var server = builder.AddBicepTemplate("postgres", "infra/postgres.bicep")
            .WithParameter("administratorPassword", password);
        // The server of that file allows 35 connections, and every replica of a service has a pool.
        return builder.AddConnectionString(database, ReferenceExpression.Create(
            $"Host={server.GetOutput("host")};Port=5432;Database={database};Username=deepwiki;Password={password};Ssl Mode=VerifyFull;Maximum Pool Size=15"));
    }
}
