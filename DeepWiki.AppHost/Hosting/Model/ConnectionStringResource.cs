namespace Aspire.Hosting;

/// <summary>A connection string that the graph composes or the configuration gives.</summary>
public sealed class ConnectionStringResource(string name, ReferenceExpression connectionStringExpression)
    : Resource(name), IResourceWithConnectionString
{
    public ReferenceExpression ConnectionStringExpression => connectionStringExpression;
}
