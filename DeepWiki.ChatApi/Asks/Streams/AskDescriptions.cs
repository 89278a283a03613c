using DeepWiki.ChatApi.Asks.Requests;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Asks.Streams;

/// <summary>Descriptions of the routes of asks.</summary>
internal static class AskDescriptions
{
    private static readonly ErrorCode[] Refusals =
    [
        ErrorCode.InvalidJson, ErrorCode.InvalidRequest, ErrorCode.UnknownProvider, ErrorCode.RepositoryInvalid, ErrorCode.Unauthorized,
        ErrorCode.HostNotAllowed, ErrorCode.NotOwner, ErrorCode.RepositoryAccessDenied, ErrorCode.RepositoryNotFound, ErrorCode.DirectoryNotFound,
        ErrorCode.NotFound, ErrorCode.ConversationNotFound, ErrorCode.MessageTooLarge, ErrorCode.RateLimited, ErrorCode.ModelNotConfigured, ErrorCode.Busy,
        ErrorCode.ServerStopping,
    ];

    public static RouteDescription Start => new(
        "Ask a question",
        "With Accept text/event-stream or application/x-ndjson the frames of the typed protocol; else 202 with the first of them, or with wait the whole "
            + "answer once it has ended, or what there is by then. The ask goes on without its reader for keepSeconds.")
    {
        Parameters =
        [
            new("wait", "Seconds to wait for the end, 1 to 300.", "60"),
            new("Idempotency-Key", "The requestId as a header.", "5f0c1a7be21b4c55", IsHeader: true),
        ],
        Request = new AskBody
        {
            Repository = new AskedRepositoryBody { Url = "https://github.com/owner/name" },
            Question = "How are failed jobs retried?",
        },
        Errors = Refusals,
    };

    public static RouteDescription Get => new("See an ask", "State and text so far, for fifteen minutes after its last frame.")
    {
        Errors = [ErrorCode.Unauthorized, ErrorCode.UnknownAsk],
    };

    public static RouteDescription Events => new(
        "Read an ask on", "Its frames behind a number, then those to come, from whichever replica. Server-sent events, or lines where Accept names them.")
    {
        Parameters =
        [
            new("after", "Number of the last frame seen.", "4"),
            new("Last-Event-ID", "The same as a header.", "4", IsHeader: true),
        ],
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.UnknownAsk, ErrorCode.ResumeLost, ErrorCode.Busy, ErrorCode.ServerStopping],
    };

    public static RouteDescription Cancel => new(
        "Cancel an ask", "The model is stopped within a second; the text so far is kept in the conversation. One that has ended is left as it is.")
    {
        Parameters = [new(ConversationKeys.Header, "Edit key of the conversation, for who did not ask.", "ek_…", IsHeader: true)],
        Errors = [ErrorCode.Unauthorized, ErrorCode.NotOwner],
    };

    public static RouteDescription Conclude => new("Conclude a research", "The current step is finished, then the conclusion is written.")
    {
        Parameters = [new(ConversationKeys.Header, "Edit key of the conversation, for who did not ask.", "ek_…", IsHeader: true)],
        Errors = [ErrorCode.Unauthorized, ErrorCode.NotOwner],
    };
}
