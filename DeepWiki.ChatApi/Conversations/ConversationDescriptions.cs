using DeepWiki.ChatApi.Asks.Requests;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Conversations;

/// <summary>Descriptions of the routes of conversations.</summary>
internal static class ConversationDescriptions
{
    private static readonly RouteParameter Key = new(ConversationKeys.Header, "Edit key of the conversation.", "ek_…", IsHeader: true);

    public static RouteDescription List => new("List conversations", "The caller's own, newest first: known by the API key, else by a cookie.")
    {
        Parameters =
        [
            new("repository", "Id of a repository they are about.", "rep_1f0c…"), new("q", "Words of the title or of a message.", "retry"),
            new("limit", "Most items, 1 to 100.", "50"), new("cursor", "The nextCursor of an answer.", "NTA="),
        ],
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized],
    };

    public static RouteDescription Get => new("Read a conversation", "Its id is the right to read it. An answer that is live names its ask.")
    {
        Parameters = [Key],
        Errors = [ErrorCode.Unauthorized, ErrorCode.ConversationNotFound],
    };

    public static RouteDescription Rename => new("Rename a conversation", "Needs its edit key.")
    {
        Parameters = [Key],
        Request = new TitleBody { Title = "Retries of jobs" },
        Errors = [ErrorCode.InvalidJson, ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.NotOwner, ErrorCode.ConversationNotFound],
    };

    public static RouteDescription Delete => new("Delete a conversation", "With all of its messages. Needs its edit key.")
    {
        Parameters = [Key],
        Errors = [ErrorCode.Unauthorized, ErrorCode.NotOwner, ErrorCode.ConversationNotFound],
    };

    public static RouteDescription Fork => new("Copy a conversation", "Or its beginning, to go on with: the copy has an edit key of its own.")
    {
        Request = new ForkBody(),
        Errors = [ErrorCode.InvalidJson, ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.ConversationNotFound],
    };

    public static RouteDescription Export => new("Export a conversation", "As Markdown, with the sources of each answer.")
    {
        Parameters = [new("format", "markdown.", "markdown")],
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.ConversationNotFound],
    };

    public static RouteDescription Proof => new(
        "Prove an answer", "Path, lines and digest of each citation at its commit: git show COMMIT:PATH gives the lines, sha256 of them joined by line feeds.")
    {
        Errors = [ErrorCode.Unauthorized, ErrorCode.ConversationNotFound, ErrorCode.NotFound],
    };
}
