using Aspire.Hosting.Publishing;

namespace DeepWiki.AppHost.Deployment;

/// <summary>A Bicep file that azd deploys, in the manifest as <c>azure.bicep.v0</c> like that of Aspire's Azure package; nothing in run mode.</summary>
internal sealed class BicepResource(string name, string templateFile, IReadOnlyDictionary<string, IManifestExpressionProvider> parameters) : Resource(name)
{
    /// <summary>A value that the deployed file returns.</summary>
    public Output GetOutput(string output) => new($"{{{Name}.outputs.{output}}}");

    public void Write(ManifestPublishingContext context)
    {
        context.Writer.WriteString("type", "azure.bicep.v0");
        context.Writer.WriteString("path", context.GetManifestRelativePath(templateFile));
        context.Writer.WriteStartObject("params");
        foreach (var (parameter, value) in parameters)
        {
            context.Writer.WriteString(parameter, value.ValueExpression);
            context.TryAddDependentResources(value);
        }

        context.Writer.WriteEndObject();
    }

    internal sealed record Output(string ValueExpression) : IValueProvider, IManifestExpressionProvider
    {
        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException($"{ValueExpression} exists only after a deployment.");
    }
}
