using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>A provider that is offered; its first model is its default.</summary>
internal sealed record OfferedProviderBody
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("models")]
    public required IReadOnlyList<OfferedModelBody> Models { get; init; }

    [JsonPropertyName("supportsCustomModel")]
    public required bool SupportsCustomModel { get; init; }
}
