namespace Aspire.Hosting;

/// <summary>A connection string that the graph composes or the configuration gives.</summary>
public sealed class ConnectionStringResource(string name, ReferenceExpression connectionStringExpression)
    : Resource(name), IResourceWithConnectionString
{
    public ReferenceExpression ConnectionStringExpression => connectionStringExpression;

    // The configuration gives it as a whole.
    internal ParameterResource? Given { get; init; }
}
