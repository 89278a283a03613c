using System.Text.RegularExpressions;

namespace DeepWiki.AppHost.Hosting.Model;

/// <summary>Writes the variables by which one resource learns of another.</summary>
internal static partial class References
{
    public static void Write(
        EnvironmentCallbackContext context, IResourceWithConnectionString source, string? connectionName, ReferenceEnvironmentInjectionFlags flags)
    {
        var name = connectionName ?? source.Name;
        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
        {
            context.EnvironmentVariables[$"ConnectionStrings__{name}"] = source;
        }

        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
        {
            // Some are addresses with a password in them, and a deployment would show those as plain text.
            if (context.ExecutionContext.IsPublishMode && source is (PostgresServerResource or PostgresDatabaseResource or RedisResource))
            {
                throw new DistributedApplicationException(
                    $"'{context.Resource.Name}' would publish the password of '{source.Name}' in plain variables: call WithReferenceEnvironment(ConnectionString) before WithReference.");
            }

            foreach (var (property, value) in Properties(source))
            {
                context.EnvironmentVariables[$"{VariableName(name)}_{property}"] = value;
            }
        }
    }

    public static void Write(
        EnvironmentCallbackContext context, IResourceWithEndpoints source, string? only, ReferenceEnvironmentInjectionFlags flags)
    {
        foreach (var endpoint in source.Annotations.OfType<EndpointAnnotation>().Where(endpoint => only is null || endpoint.Name == only))
        {
            var reference = new EndpointReference(source, endpoint.Name);
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            {
                context.EnvironmentVariables[$"services__{source.Name}__{endpoint.Name}__0"] = reference;
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            {
                context.EnvironmentVariables[$"{VariableName(source.Name)}_{VariableName(endpoint.Name)}"] = reference;
            }
        }
    }

    internal static string VariableName(string name)
    {
        var variable = NotAllowed().Replace(name.ToUpperInvariant(), "_");
        return char.IsDigit(variable[0]) ? $"_{variable}" : variable;
    }

    private static IEnumerable<(string Property, object Value)> Properties(IResourceWithConnectionString source) => source switch
    {
        PostgresServerResource server => Postgres(server, database: null),
        PostgresDatabaseResource database => Postgres(database.Parent, database.DatabaseName),
        RedisResource redis => Redis(redis),
        _ => [],
    };

    private static IEnumerable<(string Property, object Value)> Postgres(PostgresServerResource server, string? database)
    {
        var (host, port) = Address(server.PrimaryEndpoint);
        var path = database is null ? "" : $"/{database}";
        yield return ("HOST", host);
        yield return ("PORT", port);
        yield return ("USERNAME", server.UserName);
        yield return ("PASSWORD", server.PasswordParameter);
        yield return ("URI", $"postgresql://{server.UserName}:{Uri.EscapeDataString(server.PasswordParameter.Resolve())}@{host}:{port}{path}");
        yield return ("JDBCCONNECTIONSTRING", $"jdbc:postgresql://{host}:{port}{path}");
        if (database is not null)
        {
            yield return ("DATABASENAME", database);
        }
    }

    private static IEnumerable<(string Property, object Value)> Redis(RedisResource server)
    {
        var (host, port) = Address(server.PrimaryEndpoint);
        yield return ("HOST", host);
        yield return ("PORT", port);
        var password = server.PasswordParameter?.Resolve() ?? "";
        yield return ("PASSWORD", password);
        yield return ("URI", $"redis://:{Uri.EscapeDataString(password)}@{host}:{port}");
    }

    private static (string Host, string Port) Address(EndpointReference endpoint) => (endpoint.Host, endpoint.Port.ToString());

    [GeneratedRegex("[^A-Z0-9_]", RegexOptions.NonBacktracking)]
    private static partial Regex NotAllowed();
}
