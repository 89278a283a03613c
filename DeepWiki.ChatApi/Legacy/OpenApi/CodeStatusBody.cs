using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>Answer that says if a code is needed.</summary>
internal sealed record CodeStatusBody
{
    [JsonPropertyName("auth_required")]
    public required bool AuthRequired { get; init; }
}
