using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>A code to check.</summary>
internal sealed record CodeBody
{
    [JsonPropertyName("code")]
    public required string Code { get; init; }
}
