using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>The providers that are offered.</summary>
internal sealed record ModelsBody
{
    [JsonPropertyName("providers")]
    public required IReadOnlyList<OfferedProviderBody> Providers { get; init; }

    [JsonPropertyName("defaultProvider")]
    public required string DefaultProvider { get; init; }
}
