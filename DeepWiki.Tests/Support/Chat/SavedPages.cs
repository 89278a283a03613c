using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeepWiki.Tests.Support.Chat;

/// <summary>A wiki as the client of the original saves it.</summary>
internal sealed record SavedPages
{
    public string Type { get; init; } = "github";

    public string Owner { get; init; } = "acme";

    public string Repository { get; init; } = "runner";

    public string Language { get; init; } = "en";

    public string Content { get; init; } = "# Start";

    public string? Url { get; init; } = "https://github.com/acme/runner";

    public string? Folder { get; init; }

    public string? Token { get; init; }

    public string Query => $"owner={Escaped(Owner)}&repo={Escaped(Repository)}&repo_type={Escaped(Type)}&language={Escaped(Language)}";

    public string Path => "/api/wiki_cache?" + Query;

    public string ToJson()
    {
        var page = $$"""{"id":"page-1","title":"Start","content":{{JsonSerializer.Serialize(Content)}},"filePaths":["README.md"],"importance":"high","related"""
            + $$"""Pages":[],"parentId":"x"}""";
        var repository = new JsonObject
        { ["owner"] = Owner, ["repo"] = Repository, ["type"] = Type, ["token"] = Token, ["localPath"] = Folder, ["repoUrl"] = Url };
        return $$"""
            {"repo":{{repository.ToJsonString()}},"language":"{{Language}}","comprehensive":true,
            "wiki_structure":{"id":"wiki","title":"Wiki","description":"","pages":[{{page}}],
            "sections":[{"id":"s","title":"S","pages":["page-1"]}]},"generated_pages":{"page-1":{{page}}},"provider":"openai","model":""}
            """;
    }

    /// <summary>JSON that the server gives back.</summary>
    public string ToAnswer()
    {
        var page = $$"""{"id":"page-1","title":"Start","content":{{Text(Content)}},"filePaths":["README.md"],"importance":"high","relatedPages":[]}""";
        return $$"""{"wiki_structure":{"id":"wiki","title":"Wiki","description":"","pages":[{{page}}],"sections":[{"id":"s","title":"S","pages":["page-1"],"s"""
            + $$"""ubsections":null}],"rootSections":null},"generated_pages":{"page-1":{{page}}},"repo_url":null,"repo":{"owner":{{Text(Owner)}}"""
            + $$""","repo":{{Text(Repository)}},"type":"{{Type}}","token":null,"localPath":{{Text(Folder)}},"repoUrl":{{Text(Url)}}"""
            + $$"""},"provider":"openai","model":""}""";
    }

    private static string Text(string? text) => text is null ? "null" : $"\"{text}\"";

    private static string Escaped(string text) => Uri.EscapeDataString(text);
}
