using System.Text.Json.Nodes;

namespace DeepWiki.Tests.Support.Chat;

/// <summary>The one message of the published chat protocol, as a client of the original sends it.</summary>
internal sealed record ChatQuestion(string RepositoryUrl)
{
    public string Text { get; init; } = "What does the runner do with a failed job?";

    public string Type { get; init; } = "local";

    public string Provider { get; init; } = "openai";

    public string? Token { get; init; }

    public string? FilePath { get; init; }

    public string? Ref { get; init; }

    /// <summary>Folders to leave out: other lists mean another index.</summary>
    public string? ExcludedDirs { get; init; }

    public string ToJson()
    {
        var json = new JsonObject
        {
            ["repo_url"] = RepositoryUrl,
            ["type"] = Type,
            ["provider"] = Provider,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = Text }),
        };
        Add(json, "token", Token);
        Add(json, "filePath", FilePath);
        Add(json, "ref", Ref);
        Add(json, "excluded_dirs", ExcludedDirs);
        return json.ToJsonString();
    }

    private static void Add(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
