using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Reference;

/// <summary>Whether a code is right.</summary>
internal sealed record CodeVerdictBody
{
    [JsonPropertyName("success")]
    public required bool Success { get; init; }
}
