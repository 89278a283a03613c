using DeepWiki.Core.Models.Catalog;

namespace DeepWiki.Core.Models.Embeddings;

/// <summary>Profile that vectors must share to be compared. Its <see cref="Name"/> is part of the key of an index series.</summary>
/// <param name="Provider">Name of the provider, as in configuration.</param>
/// <param name="Model">Name of the model at the provider.</param>
/// <param name="Version">Raised when the same model is used differently, such as with other prefixes.</param>
/// <param name="Dimensions">Length of every vector.</param>
/// <param name="MaxBatch">Most texts in one request.</param>
/// <param name="MaxInputTokens">Most tokens of one text; a longer one is cut by the caller of the model.</param>
/// <param name="QueryPrefix">Text the model expects before a question.</param>
/// <param name="DocumentPrefix">Text the model expects before the text of a file.</param>
public sealed record EmbeddingProfile(
    string Provider,
    string Model,
    int Version,
    int Dimensions,
    int MaxBatch,
    int MaxInputTokens,
    string QueryPrefix = "",
    string DocumentPrefix = "")
{
    /// <summary>The provider's name in telemetry.</summary>
    public string TelemetryProvider => ProviderNames.InTelemetry(Provider);

    /// <summary><c>provider/model-version-dimensions</c>, such as <c>local/hash-v1-512</c>.</summary>
    public string Name => $"{Provider}/{Model}-v{Version}-{Dimensions}";
}
