using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>The files of a folder, a path a line, and its README.</summary>
internal sealed record FolderBody
{
    [JsonPropertyName("file_tree")]
    public required string FileTree { get; init; }

    [JsonPropertyName("readme")]
    public required string Readme { get; init; }
}
