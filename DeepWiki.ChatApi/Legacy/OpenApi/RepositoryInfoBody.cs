using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>A repository as clients of the original name it; the token is never kept.</summary>
internal sealed record RepositoryInfoBody
{
    [JsonPropertyName("owner")]
    public required string Owner { get; init; }

    [JsonPropertyName("repo")]
    public required string Repo { get; init; }

    [JsonPropertyName("type")]
    public required string Type { get; init; }

    [JsonPropertyName("token")]
    public string? Token { get; init; }

    [JsonPropertyName("localPath")]
    public string? LocalPath { get; init; }

    [JsonPropertyName("repoUrl")]
    public string? RepoUrl { get; init; }
}
