using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Reference;

/// <summary>What was done.</summary>
internal sealed record MessageBody
{
    [JsonPropertyName("message")]
    public required string Message { get; init; }
}
