using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>The routes of the original.</summary>
internal sealed record ListingBody
{
    [JsonPropertyName("message")]
    public required string Message { get; init; }

    [JsonPropertyName("version")]
    public required string Version { get; init; }

    [JsonPropertyName("endpoints")]
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Endpoints { get; init; }
}
