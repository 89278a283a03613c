using Aspire.Hosting.Publishing;

namespace DeepWiki.AppHost.Deployment;

/// <summary>
/// A Bicep file that azd deploys; nothing in run mode. Written to the manifest as <c>azure.bicep.v0</c>, the form of Aspire's own Azure package.
/// </summary>
internal sealed class BicepResource(string name, string templateFile) : Resource(name)
{
    /// <summary>Parameters of the file: a text, or a parameter of the graph.</summary>
    public Dictionary<string, object> Parameters { get; } = new(StringComparer.Ordinal);

    public void Write(ManifestPublishingContext context)
    {
        context.Writer.WriteString("type", "azure.bicep.v0");
        context.Writer.WriteString("path", context.GetManifestRelativePath(templateFile));
        if (Parameters.Count == 0)
        {
            return;
        }

        context.Writer.WriteStartObject("params");
        foreach (var (name, value) in Parameters)
        {
            context.Writer.WriteString(name, value is IManifestExpressionProvider provider ? provider.ValueExpression : value.ToString());
            context.TryAddDependentResources(value);
        }

        context.Writer.WriteEndObject();
    }
}
