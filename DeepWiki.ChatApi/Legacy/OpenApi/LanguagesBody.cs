using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>The languages that are offered.</summary>
internal sealed record LanguagesBody
{
    [JsonPropertyName("supported_languages")]
    public required IReadOnlyDictionary<string, string> SupportedLanguages { get; init; }

    [JsonPropertyName("default")]
    public required string Default { get; init; }
}
