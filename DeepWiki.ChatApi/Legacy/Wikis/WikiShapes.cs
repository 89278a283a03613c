using DeepWiki.ChatApi.Http.Json;

namespace DeepWiki.ChatApi.Legacy.Wikis;

/// <summary>The parts of a wiki as clients of the original send and get them.</summary>
internal static class WikiShapes
{
    public static JsonShape Page { get; } = JsonShape.Model(
        ("id", JsonShape.Text),
        ("title", JsonShape.Text),
        ("content", JsonShape.Text),
        ("filePaths", JsonShape.List(JsonShape.Text)),
        ("importance", JsonShape.Text),
        ("relatedPages", JsonShape.List(JsonShape.Text)));

    public static JsonShape Pages { get; } = JsonShape.Map(Page);

    public static JsonShape Structure { get; } = JsonShape.Model(
        ("id", JsonShape.Text),
        ("title", JsonShape.Text),
        ("description", JsonShape.Text),
        ("pages", JsonShape.List(Page)),
        ("sections", JsonShape.Optional(JsonShape.List(JsonShape.Model(
            ("id", JsonShape.Text),
            ("title", JsonShape.Text),
            ("pages", JsonShape.List(JsonShape.Text)),
            ("subsections", JsonShape.Optional(JsonShape.List(JsonShape.Text))))))),
        ("rootSections", JsonShape.Optional(JsonShape.List(JsonShape.Text))));

    /// <summary>The body of a save.</summary>
    public static JsonShape Save { get; } = JsonShape.Model(
        (
            "repo",
            JsonShape.Model(
                ("owner", JsonShape.Text),
                ("repo", JsonShape.Text),
                ("type", JsonShape.Text),
                ("token", JsonShape.Optional(JsonShape.Text)),
                ("localPath", JsonShape.Optional(JsonShape.Text)),
                ("repoUrl", JsonShape.Optional(JsonShape.Text)))),
        ("language", JsonShape.Text),
        ("wiki_structure", Structure),
        ("generated_pages", Pages),
        ("provider", JsonShape.Text),
        ("model", JsonShape.Text));

    /// <summary>The body of an export.</summary>
    public static JsonShape Export { get; } = JsonShape.Model(
        ("repo_url", JsonShape.Text), ("pages", JsonShape.List(Page)), ("format", JsonShape.OneOf("markdown", "json")));
}
