using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>Answer that says what was done.</summary>
internal sealed record MessageBody
{
    [JsonPropertyName("message")]
    public required string Message { get; init; }
}
