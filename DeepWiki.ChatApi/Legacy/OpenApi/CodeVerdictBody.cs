using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>True when a code is right.</summary>
internal sealed record CodeVerdictBody
{
    [JsonPropertyName("success")]
    public required bool Success { get; init; }
}
