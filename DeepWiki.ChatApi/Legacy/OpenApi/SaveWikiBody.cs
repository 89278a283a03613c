using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>A wiki to keep.</summary>
internal sealed record SaveWikiBody
{
    [JsonPropertyName("repo")]
    public required RepositoryInfoBody Repo { get; init; }

    [JsonPropertyName("language")]
    public required string Language { get; init; }

    [JsonPropertyName("wiki_structure")]
    public required WikiStructureBody WikiStructure { get; init; }

    [JsonPropertyName("generated_pages")]
    public required IReadOnlyDictionary<string, WikiPageBody> GeneratedPages { get; init; }

    [JsonPropertyName("provider")]
    public required string Provider { get; init; }

    [JsonPropertyName("model")]
    public required string Model { get; init; }
}
