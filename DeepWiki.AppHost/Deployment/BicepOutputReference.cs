namespace DeepWiki.AppHost.Deployment;

/// <summary>A value that a deployed Bicep file returns.</summary>
internal sealed class BicepOutputReference(string name, BicepResource resource) : IValueProvider, IManifestExpressionProvider
{
    public string ValueExpression => $"{{{resource.Name}.outputs.{name}}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException($"The output '{name}' of '{resource.Name}' exists only after a deployment.");
}
