using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Reference;

/// <summary>A code to check.</summary>
internal sealed record CodeBody
{
    [JsonPropertyName("code")]
    public required string Code { get; init; }
}
