using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>A section of a wiki as clients of the original write it.</summary>
internal sealed record WikiSectionBody
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("title")]
    public required string Title { get; init; }

    [JsonPropertyName("pages")]
    public required IReadOnlyList<string> Pages { get; init; }

    [JsonPropertyName("subsections")]
    public IReadOnlyList<string>? Subsections { get; init; }
}
