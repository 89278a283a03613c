using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>A page of a wiki as clients of the original write it.</summary>
internal sealed record WikiPageBody
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("title")]
    public required string Title { get; init; }

    [JsonPropertyName("content")]
    public required string Content { get; init; }

    [JsonPropertyName("filePaths")]
    public required IReadOnlyList<string> FilePaths { get; init; }

    [JsonPropertyName("importance")]
    public required string Importance { get; init; }

    [JsonPropertyName("relatedPages")]
    public required IReadOnlyList<string> RelatedPages { get; init; }
}
