using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Repositories.Bodies;
using DeepWiki.ChatApi.Wikis.Bodies;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>Descriptions of the routes of wikis.</summary>
internal static class WikiDescriptions
{
    private static readonly RouteParameter TokenHeader = new(RepositoryToken.Header, "The token of a private repository.", "ghp_…", IsHeader: true);

    private static readonly RouteParameter[] Kept =
    [
        new("generation", "Number of a kept generation; else the one readers see.", "3"),
        new("commit", "The whole id of a commit that a kept generation is of.", "4bf92f3577b34da6a3ce929d0e0e47364bf92f35"),
        TokenHeader,
    ];

    public static RouteDescription List => new("The wikis", "Those of repositories that anybody may read. Lists come in parts.")
    {
        Parameters =
        [
            new("q", "Words of the repository's name or of the title.", "cobra"),
            new("sort", "recent (default) or name.", "recent"),
            new("limit", "1 to 100, 50 by default.", "50"),
            new("cursor", "The nextCursor of the part before.", "NTA="),
        ],
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized],
    };

    public static RouteDescription Start => new(
        "Make a wiki",
        "Indexes the repository if need be, plans the wiki and writes its pages in the background. One that is under way is joined; one that is there at this "
            + "commit is given with job null and status 200.")
    {
        Request = new WikiRequestBody
        {
            Repository = new RepositoryBody { Url = "https://github.com/owner/name" },
            Language = "en",
            Detail = "comprehensive",
        },
        Errors =
        [
            ErrorCode.InvalidRequest, ErrorCode.InvalidJson, ErrorCode.RepositoryInvalid, ErrorCode.HostNotAllowed, ErrorCode.RepositoryNotFound,
            ErrorCode.UnknownProvider, ErrorCode.ModelNotConfigured, ErrorCode.Unauthorized, ErrorCode.RateLimited, ErrorCode.Busy,
        ],
    };

    public static RouteDescription Get => Single("A wiki", "With its state, and how far it is behind the head of its repository.");

    public static RouteDescription Delete => Single("Delete a wiki", "With all its generations; its job is ended.");

    public static RouteDescription Refresh => Single(
        "Bring a wiki up to date", "Only pages whose lines changed are written anew; with full the outline is planned anew, too.", new RefreshBody());

    public static RouteDescription Retry => Single("Write the pages that failed", "Or that were not reached, after a cancel.", new RefreshBody());

    public static RouteDescription Cancel => Single("Stop the job of a wiki", "Pages that are written stay.");

    public static RouteDescription Preview => Single(
        "See what a branch would change",
        "Writes the pages that would change as a generation that is not published; its number is in the job's wiki, and GET …/changes?to= compares it.",
        new PreviewBody { Ref = "feature/x" });

    public static RouteDescription Tree => AtGeneration("The outline of a wiki", "Sections and pages with their states, also while it is written.");

    public static RouteDescription Page => AtGeneration(
        "A page of a wiki", "With its sources, citations, headings and diagrams. With .md behind the slug: the Markdown alone. A strong ETag is sent.");

    public static RouteDescription Rewrite => Single(
        "Write a page anew", "With a note for the writer, if given.", new RewriteBody { Note = "Say more on retries." });

    public static RouteDescription History => Single("The versions of a page", "Of all kept generations, newest first.");

    public static RouteDescription Generations => Single("The kept generations of a wiki", "Newest first.");

    public static RouteDescription Changes => new(
        "Compare two generations", "Pages added, changed, moved and removed, and citations whose lines are gone.")
    {
        Parameters =
        [
            new("from", "Number or commit of the earlier one; else the one before the later.", "3"),
            new("to", "Number or commit of the later one; else the active one.", "4"),
            TokenHeader,
        ],
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.NotFound, ErrorCode.Gone],
    };

    private static RouteDescription Single(string summary, string text, object? body = null) => new(summary, text)
    {
        Parameters = [TokenHeader],
        Request = body,
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.NotFound, ErrorCode.Conflict],
    };

    private static RouteDescription AtGeneration(string summary, string text) => new(summary, text)
    {
        Parameters = Kept,
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.NotFound, ErrorCode.Gone],
    };
}
