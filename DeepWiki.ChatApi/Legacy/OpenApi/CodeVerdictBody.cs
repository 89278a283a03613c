using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>Answer that says if a code is right.</summary>
internal sealed record CodeVerdictBody
{
    [JsonPropertyName("success")]
    public required bool Success { get; init; }
}
