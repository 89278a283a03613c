using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>A wiki that was kept.</summary>
internal sealed record SavedWikiBody
{
    [JsonPropertyName("wiki_structure")]
    public required WikiStructureBody WikiStructure { get; init; }

    [JsonPropertyName("generated_pages")]
    public required IReadOnlyDictionary<string, WikiPageBody> GeneratedPages { get; init; }

    [JsonPropertyName("repo_url")]
    public string? RepoUrl { get; init; }

    [JsonPropertyName("repo")]
    public RepositoryInfoBody? Repo { get; init; }

    [JsonPropertyName("provider")]
    public string? Provider { get; init; }

    [JsonPropertyName("model")]
    public string? Model { get; init; }
}
