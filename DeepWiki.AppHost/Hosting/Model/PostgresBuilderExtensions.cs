using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Orchestration;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL servers and their databases.</summary>
public static class PostgresBuilderExtensions
{
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var secret = password?.Resource ?? GeneratedPassword.Parameter(builder, $"{name}-password", GeneratedPassword.Special);
        var server = new PostgresServerResource(name, userName?.Resource, secret);
        builder.Services.AddStoreCheck(name, (check, token) => check.PostgresAsync(server, "postgres", token));
        return builder.AddResource(server)
            .WithAnnotation(new ImageAnnotation("postgres", Tag: null))
            .WithAnnotation(new EndpointAnnotation("tcp", "tcp") { Port = port })
            .WithHealthCheck($"{name}_check");
    }

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.Databases.Add(database);
        builder.ApplicationBuilder.Services.AddStoreCheck(name, (check, token) => check.PostgresAsync(database.Parent, database.DatabaseName, token));
        return builder.ApplicationBuilder.AddResource(database).WithHealthCheck($"{name}_check");
    }

    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) => isReadOnly
        ? throw new DistributedApplicationException("The local host has no read-only volumes.")
        : builder.WithAnnotation(new VolumeAnnotation(name ?? $"{builder.Resource.Name}-data"), ResourceAnnotationMutationBehavior.Replace);
}
