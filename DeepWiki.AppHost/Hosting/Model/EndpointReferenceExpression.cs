namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of an endpoint's address.</summary>
public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property) : IValueProvider, IManifestExpressionProvider
{
    public string ValueExpression => property switch
    {
        EndpointProperty.HostAndPort => $"{Placeholder("host")}:{Placeholder("port")}",
        EndpointProperty.IPV4Host => Placeholder("host"),
        EndpointProperty.TargetPort => Placeholder("targetPort"),
        _ => Placeholder(property.ToString().ToLowerInvariant()),
    };

    internal IResource Owner => endpointReference.Resource;

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(property switch
    {
        EndpointProperty.Url => endpointReference.Url,
        EndpointProperty.Host => endpointReference.Host,
        EndpointProperty.IPV4Host => "127.0.0.1",
        EndpointProperty.Port or EndpointProperty.TargetPort => endpointReference.Port.ToString(),
        EndpointProperty.Scheme => endpointReference.Endpoint.Scheme,
        EndpointProperty.HostAndPort => $"{endpointReference.Host}:{endpointReference.Port}",
        EndpointProperty.TlsEnabled => bool.FalseString,
        _ => throw new InvalidOperationException($"An endpoint has no property {property}."),
    });

    private string Placeholder(string part) => $"{{{endpointReference.Resource.Name}.bindings.{endpointReference.EndpointName}.{part}}}";
}
