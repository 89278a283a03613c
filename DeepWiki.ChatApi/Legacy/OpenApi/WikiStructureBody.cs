using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>The outline of a wiki as clients of the original write it.</summary>
internal sealed record WikiStructureBody
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("title")]
    public required string Title { get; init; }

    [JsonPropertyName("description")]
    public required string Description { get; init; }

    [JsonPropertyName("pages")]
    public required IReadOnlyList<WikiPageBody> Pages { get; init; }

    [JsonPropertyName("sections")]
    public IReadOnlyList<WikiSectionBody>? Sections { get; init; }

    [JsonPropertyName("rootSections")]
    public IReadOnlyList<string>? RootSections { get; init; }
}
