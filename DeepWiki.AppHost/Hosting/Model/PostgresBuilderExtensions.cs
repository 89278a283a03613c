using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Orchestration;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL servers and their databases.</summary>
public static class PostgresBuilderExtensions
{
    private const int ContainerPort = 5432;
    private const int FirstWithFolderPerMajor = 18;

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
            .WithAnnotation(new ImageAnnotation("postgres", Tag: "17"))
            .WithAnnotation(new EndpointAnnotation("tcp", "tcp") { Port = port, PublicPort = port, TargetPort = ContainerPort })
            .WithEnvironment(context => WriteContainer(context, server))
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
        : builder.WithAnnotation(new VolumeAnnotation(name ?? $"{builder.Resource.Name}-data", DataFolder(builder.Resource)), ResourceAnnotationMutationBehavior.Replace);

    private static void WriteContainer(EnvironmentCallbackContext context, PostgresServerResource server)
    {
        context.EnvironmentVariables["POSTGRES_HOST_AUTH_METHOD"] = "scram-sha-256";
        context.EnvironmentVariables["POSTGRES_INITDB_ARGS"] = "--auth-host=scram-sha-256 --auth-local=scram-sha-256";
        context.EnvironmentVariables["POSTGRES_USER"] = server.UserNameParameter is { } user ? user : PostgresServerResource.DefaultUser;
        context.EnvironmentVariables["POSTGRES_PASSWORD"] = server.PasswordParameter;
    }

    // pg17 and 17.6 are majors 17.
    private static string DataFolder(PostgresServerResource server)
    {
        var digits = (server.Annotations.OfType<ImageAnnotation>().Last().Tag ?? "").SkipWhile(letter => !char.IsAsciiDigit(letter)).TakeWhile(char.IsAsciiDigit);
        return int.TryParse(string.Concat(digits), out var major) && major >= FirstWithFolderPerMajor ? "/var/lib/postgresql" : "/var/lib/postgresql/data";
    }
}
