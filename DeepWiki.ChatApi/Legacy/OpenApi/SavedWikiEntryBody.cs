using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>A line of the list of wikis that were kept.</summary>
internal sealed record SavedWikiEntryBody
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("owner")]
    public required string Owner { get; init; }

    [JsonPropertyName("repo")]
    public required string Repo { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("repo_type")]
    public required string RepoType { get; init; }

    [JsonPropertyName("submittedAt")]
    public required long SubmittedAt { get; init; }

    [JsonPropertyName("language")]
    public required string Language { get; init; }
}
