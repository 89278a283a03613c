using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Repositories.Resources;

/// <summary>Descriptions of the routes of repositories.</summary>
internal static class RepositoryDescriptions
{
    private const string Text =
        "Says whether the repository is there and for this caller, within five seconds, and whether it has a wiki. Nothing is started. 30 a minute per caller.";

    private static readonly RouteParameter TokenHeader = new(RepositoryToken.Header, "The token of a private repository.", "ghp_…", IsHeader: true);

    private static readonly ErrorCode[] CheckErrors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.RateLimited];

    public static RouteDescription Check => new("Look at a repository", Text)
    {
        Parameters =
        [
            new("url", "Clone address, or the absolute path of a local folder.", "https://github.com/owner/name", IsRequired: true),
            new("type", "github, gitlab, bitbucket, git or local; told from the address when absent.", "github"),
            TokenHeader,
        ],
        Errors = CheckErrors,
    };

    public static RouteDescription CheckWithToken => new("Look at a repository, with a token in the body", Text)
    {
        Request = new CheckBody { Url = "https://github.com/owner/name" },
        Errors = [.. CheckErrors, ErrorCode.InvalidJson],
    };

    public static RouteDescription Get => new("A repository", "With its head and the indexes that can be read now.")
    {
        Parameters = [TokenHeader],
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.NotFound],
    };

    public static RouteDescription References => new("The branches and tags of a repository", "As the host lists them now, at most 5,000 of each.")
    {
        Parameters = [TokenHeader],
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.NotFound],
    };

    public static RouteDescription Folder => new(
        "A folder of a repository", "As it is indexed: files that filters leave out are not there, others that have no content in the index say why.")
    {
        Parameters =
        [
            new("path", "Path of the folder, relative to the root; else the root.", "src"),
            new("at", "The whole id of a commit; else the one indexed last.", "4bf92f3577b34da6a3ce929d0e0e47364bf92f35"),
            TokenHeader,
        ],
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.NotFound],
    };
}
