namespace Aspire.Hosting.Azure;

/// <summary>Something deployed by a Bicep file; nothing in run mode.</summary>
public class AzureBicepResource(string name, string? templateFile = null) : Resource(name)
{
    internal string? TemplateFile => templateFile;

    internal Dictionary<string, object> Parameters { get; } = new(StringComparer.Ordinal);
}
