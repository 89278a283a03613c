using System.ComponentModel;
using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>One turn of a conversation as clients write it.</summary>
internal sealed record ChatMessageBody
{
    [JsonPropertyName("role")]
    [Description("user, assistant or system; system messages are not passed on.")]
    public required string Role { get; init; }

    [JsonPropertyName("content")]
    public required string Content { get; init; }
}
