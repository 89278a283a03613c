namespace DeepWiki.ServiceDefaults.Health;

/// <summary>How the service calls itself in the answer of its health endpoints.</summary>
public sealed class HealthResponseOptions
{
    // The published protocol names the services; one that says nothing is called by its product.
    public string Service { get; set; } = "deepwiki";
}
