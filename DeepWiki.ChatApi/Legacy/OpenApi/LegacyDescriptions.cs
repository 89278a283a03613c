using DeepWiki.ChatApi.Http.OpenApi;

namespace DeepWiki.ChatApi.Legacy.OpenApi;

/// <summary>Descriptions of the routes of the original backend.</summary>
internal static class LegacyDescriptions
{
    private static readonly WikiPageBody Page = new()
    {
        Id = "page-1",
        Title = "Overview",
        Content = "# Overview",
        FilePaths = ["README.md"],
        Importance = "high",
        RelatedPages = [],
    };

    private static readonly SaveWikiBody Wiki = new()
    {
        Repo = new() { Owner = "owner", Repo = "name", Type = "github", RepoUrl = "https://github.com/owner/name" },
        Language = "en",
        WikiStructure = new() { Id = "wiki", Title = "Name", Description = "What it is for", Pages = [], Sections = [], RootSections = [] },
        GeneratedPages = new Dictionary<string, WikiPageBody> { [Page.Id] = Page },
        Provider = "local",
        Model = "extractive",
    };

    private static readonly RouteParameter[] Key =
    [
        new("owner", "Owner of the repository.", "owner", IsRequired: true),
        new("repo", "Its name.", "name", IsRequired: true),
        new("repo_type", "github, gitlab, bitbucket, local or git.", "github", IsRequired: true),
        new("language", "Code of a language; one that is not offered means the default.", "en", IsRequired: true),
        new("host", "The host, where equal names on two must be told apart; for a local repository the folder.", "github.com"),
    ];

    public static RouteDescription Root { get; } =
        new("The routes of the original backend", "A listing by first segment; sockets and our own resources are left out.");

    public static RouteDescription Languages { get; } = new("The languages that are offered", "In the order of the menu.");

    public static RouteDescription Models { get; } = new("The providers and models that are offered", "The first model of a provider is its default.");

    public static RouteDescription CodeStatus { get; } = new("Whether a code is needed", "Set by DEEPWIKI_AUTH_MODE.");

    public static RouteDescription CodeVerdict { get; } = new("Whether a code is right", "Always 200; compared in constant time with DEEPWIKI_AUTH_CODE.")
    {
        Request = new CodeBody { Code = "…" },
        LegacyErrors = [(422, "Every fault of the body.")],
    };

    public static RouteDescription Folder { get; } =
        new("The files and the README of a local folder", "Folders outside of Repositories:LocalRoots and missing ones look the same.")
        {
            Parameters = [new("path", "An absolute folder.", "/srv/git/project", IsRequired: true)],
            LegacyErrors = [(400, "No path provided."), (404, "Directory not found: PATH"), (500, "Error processing local repository: MSG")],
        };

    public static RouteDescription FindWiki { get; } = new("A saved wiki", "The body is null where none is kept, or none that the caller may see.")
    {
        Parameters = Key,
        LegacyErrors = [(422, "Every fault of the query.")],
    };

    public static RouteDescription SaveWiki { get; } = new("Keeps a wiki", "The newest of equal names wins. A token in it is never kept.")
    {
        Request = Wiki,
        ResponseExample = """{"message":"Wiki cache saved successfully"}""",
        LegacyErrors =
        [
            (403, "Nobody could read it again, or the caller keeps as much as is allowed."), (413, "Too large."), (422, "Every fault of the body."),
            (429, "Too many."), (500, "Failed to save wiki cache"),
        ],
    };

    public static RouteDescription DeleteWiki { get; } =
        new("Removes a saved wiki", "Judged by language, then code, then whether there is one.")
        {
            Parameters = [.. Key, new("authorization_code", "The code, where one is needed.", "…")],
            LegacyErrors =
            [
                (400, "Language is not supported"),
                (401, "Authorization code is invalid"),
                (404, "Wiki cache not found"),
                (422, "Every fault of the query."),
                (500, "Failed to delete wiki cache: MSG"),
            ],
        };

    public static RouteDescription Wikis { get; } = new("The saved wikis", "Newest first; only those the caller may see.")
    {
        LegacyErrors = [(500, "Failed to list processed projects from server cache.")],
    };

    public static RouteDescription Export { get; } = new(
        "Pages as one file", "format is markdown or json; the name of the file stands in Content-Disposition, without quotes.")
    {
        Request = new ExportBody { RepoUrl = "https://github.com/owner/name", Pages = [Page], Format = "markdown" },
        LegacyErrors = [(413, "Too large, or its links are."), (422, "Every fault of the body."), (429, "Too many."), (500, "Error exporting wiki: MSG")],
    };
}
