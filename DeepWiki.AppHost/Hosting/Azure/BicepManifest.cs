#if USE_ASPIRE
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.Azure;

/// <summary>Writes a Bicep file into the manifest of the real host, which knows such files by a package of its own alone.</summary>
internal static class BicepManifest
{
    public static void Write(ManifestPublishingContext context, AzureBicepResource resource)
    {
        context.Writer.WriteString("type", "azure.bicep.v0");
        context.Writer.WriteString("path", context.GetManifestRelativePath(resource.TemplateFile));
        if (resource.Parameters.Count == 0)
        {
            return;
        }

        context.Writer.WriteStartObject("params");
        foreach (var (name, value) in resource.Parameters)
        {
            context.Writer.WriteString(name, value is IManifestExpressionProvider provider ? provider.ValueExpression : value.ToString());
            context.TryAddDependentResources(value);
        }

        context.Writer.WriteEndObject();
    }
}
#endif
