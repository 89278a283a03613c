using System.Security.Cryptography;
using DeepWiki.AppHost.Services;
using Npgsql;

namespace DeepWiki.AppHost.Stores;

/// <summary>Stores of one's own, or as programs of this machine in the manner of Aspire's <c>RunAsContainer</c> and <c>RunAsEmulator</c>.</summary>
internal static class StoreExtensions
{
    /// <summary>A connection string in the configuration of the AppHost means: bring your own server. Null without one.</summary>
    public static IResourceBuilder<IResourceWithConnectionString>? AddExistingConnection(this IDistributedApplicationBuilder builder, string name) =>
        builder.ExecutionContext.IsRunMode && builder.Configuration[$"ConnectionStrings:{name}"] is { Length: > 0 }
            ? builder.AddConnectionString(name)
            : null;

    /// <summary>Aspire's own default lies in the user's secrets; lost there, it would lock the data. Null: one for this start is made up.</summary>
    public static IResourceBuilder<ParameterResource>? AddPassword(this IDistributedApplicationBuilder builder, string name, Func<string>? kept = null)
    {
        var made = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return builder.RunsExecutables() ? builder.AddParameter(name, kept ?? (() => made), secret: true) : null;
    }

    /// <summary>PostgreSQL as a program of this machine; with <c>DeepWiki:Containers=true</c> or when publishing it stays a container.</summary>
    public static IResourceBuilder<PostgresServerResource> RunAsExecutable(this IResourceBuilder<PostgresServerResource> server, PostgresCluster cluster)
    {
        if (server.ApplicationBuilder.RunsExecutables())
        {
            InPlace(server, PostgresCluster.Script, "-p", _ => Task.FromResult(cluster.Options()))
                .WithEnvironment(context =>
                {
                    foreach (var (name, value) in cluster.Variables)
                    {
                        context.EnvironmentVariables[name] = value;
                    }
                })
                .OnResourceReady((_, _, cancellationToken) => CreateDatabasesAsync(server.Resource, cancellationToken));
            server.ApplicationBuilder.Services.AddHealthChecks().AddNpgSql(_ => Connection(server.Resource), name: HealthCheck(server.Resource));
        }

        return server;
    }

    /// <summary>Redis as a program of this machine; with <c>DeepWiki:Containers=true</c> or when publishing it stays a container.</summary>
    public static IResourceBuilder<RedisResource> RunAsExecutable(this IResourceBuilder<RedisResource> server, StoreSettings settings)
    {
        if (server.ApplicationBuilder.RunsExecutables())
        {
            InPlace(server, RedisProgram.Script, "--port", async cancellationToken => (await RedisProgram.FindAsync(settings, cancellationToken)).Command)
                .WithEnvironment(context => context.EnvironmentVariables["REDIS_PASSWORD"] = server.Resource.PasswordParameter!); // AddPassword gave it.
            server.ApplicationBuilder.Services.AddHealthChecks().AddRedis(_ => Connection(server.Resource), name: HealthCheck(server.Resource));
        }

        return server;
    }

    public static bool RunsExecutables(this IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsRunMode && builder.Configuration["DeepWiki:Containers"] != "true";

    private static IResourceBuilder<ProcessInPlace<T>> InPlace<T>(
        IResourceBuilder<T> server, string script, string portOption, Func<CancellationToken, Task<IReadOnlyList<string>>> command)
        where T : ContainerResource, IResourceWithConnectionString
    {
        var (builder, container) = (server.ApplicationBuilder, server.Resource);
        builder.Resources.Remove(container);
        var kept = container.Annotations.Where(annotation => annotation is EndpointAnnotation or ResourceIconAnnotation).ToList();
        container.Annotations.Clear();
        kept.ForEach(container.Annotations.Add);
        var endpoint = kept.OfType<EndpointAnnotation>().Single();
        (endpoint.IsProxied, endpoint.TargetPort) = (false, PortExtensions.PickFree());

        // Where a developer's certificate is trusted, Aspire would ask Redis for TLS with files that only a container gets.
        return builder.AddResource(new ProcessInPlace<T>(container, "/bin/sh")).WithoutHttpsCertificate()
            .WithHealthCheck(HealthCheck(container))
            .WithArgs(async context =>
            {
                var port = new EndpointReference(container, endpoint).Property(EndpointProperty.TargetPort);
                foreach (var argument in (object[])[script, .. await command(context.CancellationToken), portOption, port])
                {
                    context.Args.Add(argument);
                }
            })
            .OnConnectionStringAvailable((process, available, cancellationToken) => Task.WhenAll(Children(builder, process.Container)
                .Select(child => builder.Eventing.PublishAsync(new ConnectionStringAvailableEvent(child, available.Services), cancellationToken))))
            .OnResourceReady((process, ready, _) =>
                ShowAsync(builder, process.Container, ready.Services, new(KnownResourceStates.Running, KnownResourceStateStyles.Success)))
            .OnResourceStopped((process, stopped, _) => ShowAsync(builder, process.Container, stopped.Services, stopped.ResourceEvent.Snapshot.State));
    }

    // Aspire forwards events and states to the children of a resource in the model, which the container is no more.
    private static Task ShowAsync(IDistributedApplicationBuilder builder, IResource container, IServiceProvider services, ResourceStateSnapshot? state)
    {
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        return Task.WhenAll(Children(builder, container).Select(child => notifications.PublishUpdateAsync(child, snapshot => snapshot with { State = state })));
    }

    private static IEnumerable<IResource> Children(IDistributedApplicationBuilder builder, IResource container) =>
        builder.Resources.OfType<IResourceWithParent>().Where(child => child.Parent == container);

    private static string HealthCheck(IResource server) => $"{server.Name}_process";

    // Factories of health checks are synchronous; all parts of the string are known by then.
    private static string Connection(IResourceWithConnectionString server) =>
        server.GetConnectionStringAsync().AsTask().GetAwaiter().GetResult() ?? throw new InvalidOperationException($"{server.Name} has no connection string.");

    private static async Task CreateDatabasesAsync(PostgresServerResource server, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(await server.GetConnectionStringAsync(cancellationToken) ?? "");
        foreach (var database in server.Databases.Values)
        {
            await using var find = source.CreateCommand("select 1 from pg_database where datname = $1");
            find.Parameters.Add(new() { Value = database });
            if (await find.ExecuteScalarAsync(cancellationToken) is null)
            {
                await using var create = source.CreateCommand($"create database \"{database}\"");
                await create.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }
}
