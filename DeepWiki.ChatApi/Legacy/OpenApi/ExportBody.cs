using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>Pages to export.</summary>
internal sealed record ExportBody
{
    [JsonPropertyName("repo_url")]
    public required string RepoUrl { get; init; }

    [JsonPropertyName("pages")]
    public required IReadOnlyList<WikiPageBody> Pages { get; init; }

    [JsonPropertyName("format")]
    [AllowedValues("markdown", "json")]
    public required string Format { get; init; }
}
