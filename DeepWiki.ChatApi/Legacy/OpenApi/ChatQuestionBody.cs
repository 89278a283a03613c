using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>The question as clients write it. A fault is named in the order of the members; a member that may be null may be left out too.</summary>
internal sealed record ChatQuestionBody
{
    [JsonPropertyName("repo_url")]
    [Description("An https address without credentials, or an absolute folder for the type local.")]
    [Required]
    public required string RepoUrl { get; init; }

    [JsonPropertyName("type")]
    [Description("github (default), gitlab, bitbucket, git or local.")]
    public string? Type { get; init; }

    [JsonPropertyName("messages")]
    [Description("1 to 1,000 messages, the last one the user's.")]
    [Required]
    public required IReadOnlyList<ChatMessageBody> Messages { get; init; }

    [JsonPropertyName("filePath")]
    [Description("A file the question is about.")]
    public string? FilePath { get; init; }

    [JsonPropertyName("token")]
    [Description("Token of a private repository: printable, at most 4,096 characters.")]
    public string? Token { get; init; }

    [JsonPropertyName("provider")]
    [Description("Which provider answers; empty for the server's own choice.")]
    [DisallowNull]
    public string? Provider { get; init; }

    [JsonPropertyName("model")]
    [Description("Which of its models; empty for the usual one.")]
    public string? Model { get; init; }

    [JsonPropertyName("language")]
    [Description("Of the answer, such as en or pt-br.")]
    public string? Language { get; init; }

    [JsonPropertyName("ref")]
    [Description("A branch, a tag, or the whole id of a commit; else the head of the default branch.")]
    public string? Ref { get; init; }

    [JsonPropertyName("excluded_dirs")]
    [Description("Folders to leave out, one a line.")]
    public string? ExcludedDirs { get; init; }

    [JsonPropertyName("excluded_files")]
    [Description("Files to leave out, one a line.")]
    public string? ExcludedFiles { get; init; }

    [JsonPropertyName("included_dirs")]
    [Description("The only folders to read, one a line.")]
    public string? IncludedDirs { get; init; }

    [JsonPropertyName("included_files")]
    [Description("The only files to read, one a line.")]
    public string? IncludedFiles { get; init; }
}
