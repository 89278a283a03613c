using DeepWiki.AppHost.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address that is known once ports have been chosen.</summary>
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName) : IValueProvider, IManifestExpressionProvider
{
    public IResourceWithEndpoints Resource => owner;

    public string EndpointName => endpointName;

    public string Url => $"{Endpoint.Scheme}://{Host}:{Port}";

    public string Host => "localhost";

    public int Port => Endpoint.AllocatedPort
        ?? throw new InvalidOperationException($"The endpoint '{endpointName}' of '{owner.Name}' has no port before the application starts.");

    public bool IsAllocated => owner.Annotations.OfType<EndpointAnnotation>().Any(endpoint => endpoint.Name == endpointName && endpoint.AllocatedPort is not null);

    string IManifestExpressionProvider.ValueExpression => $"{{{owner.Name}.bindings.{endpointName}.url}}";

    internal EndpointAnnotation Endpoint => owner.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(endpoint => endpoint.Name == endpointName)
        ?? throw new InvalidOperationException($"The resource '{owner.Name}' has no endpoint '{endpointName}'.");

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Url);
}
