namespace Aspire.Hosting.Azure;

/// <summary>A value that a deployment returns.</summary>
public sealed class BicepOutputReference(string name, AzureBicepResource resource) : IValueProvider, IManifestExpressionProvider
{
    public string ValueExpression => $"{{{resource.Name}.outputs.{name}}}";

    internal IResource Owner => resource;

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException($"The output '{name}' of '{resource.Name}' exists only after a deployment.");
}
