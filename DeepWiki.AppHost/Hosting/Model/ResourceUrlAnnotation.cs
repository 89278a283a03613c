namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address to show.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    public required string Url { get; set; }

    public string? DisplayText { get; set; }
}
