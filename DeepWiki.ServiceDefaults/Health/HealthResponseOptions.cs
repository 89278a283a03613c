namespace DeepWiki.ServiceDefaults.Health;

/// <summary>Options of the answers of the health endpoints.</summary>
public sealed class HealthResponseOptions
{
    // The published protocol names the services; one that says nothing is called by its product.
    public string Service { get; set; } = "deepwiki";
}
