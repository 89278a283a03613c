namespace DeepWiki.AppHost.Deployment;

/// <summary>Adds the resources the graph has only when it is published.</summary>
internal static class PublishExtensions
{
    /// <summary>A database on Azure's managed PostgreSQL (infra/postgres.bicep); null in run mode.</summary>
    public static IResourceBuilder<IResourceWithConnectionString>? AddManagedPostgresWhenPublished(this IDistributedApplicationBuilder builder, string database)
    {
        if (builder.ExecutionContext.IsRunMode)
        {
            return null;
        }

        var password = builder.AddParameter("postgres-password", secret: true);
        var file = Path.Combine(builder.AppHostDirectory, "infra", "postgres.bicep");
        var server = new BicepResource("postgres", file, new Dictionary<string, IManifestExpressionProvider> { ["administratorPassword"] = password.Resource });
        builder.AddResource(server).WithManifestPublishingCallback(server.Write);
        // The server of that file allows 35 connections, and every replica of a service has a pool.
        return builder.AddConnectionString(database, ReferenceExpression.Create(
            $"Host={server.GetOutput("host")};Port=5432;Database={database};Username=deepwiki;Password={password};Ssl Mode=VerifyFull;Maximum Pool Size=15"));
    }

    /// <summary>Deployed, the chat is reached by anybody and answers for a key alone; on the own machine it needs none.</summary>
    public static IResourceBuilder<ProjectResource> WithApiKeyWhenPublished(this IResourceBuilder<ProjectResource> project) =>
        project.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? project.WithEnvironment("Security__ApiKeys__0", project.ApplicationBuilder.AddParameter("chat-api-key", secret: true))
            : project;
}
