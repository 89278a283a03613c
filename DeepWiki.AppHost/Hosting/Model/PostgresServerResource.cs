namespace Aspire.Hosting.ApplicationModel;

/// <summary>A PostgreSQL server.</summary>
public class PostgresServerResource(string name, ParameterResource? userName, ParameterResource password)
    : ContainerResource(name), IResourceWithConnectionString
{
    public EndpointReference PrimaryEndpoint => new(this, "tcp");

    public ParameterResource? UserNameParameter => userName;

    public ParameterResource PasswordParameter => password;

    public ReferenceExpression ConnectionStringExpression => userName is null
        ? ReferenceExpression.Create($"Host={Host};Port={Port};Username={DefaultUser};Password={password}")
        : ReferenceExpression.Create($"Host={Host};Port={Port};Username={userName};Password={password}");

    internal const string DefaultUser = "postgres";

    internal List<PostgresDatabaseResource> Databases { get; } = [];

    internal string UserName => userName?.Resolve() ?? DefaultUser;

    private EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    private EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);
}
