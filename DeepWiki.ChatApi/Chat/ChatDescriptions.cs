using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Legacy.OpenApi;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Chat;

/// <summary>Descriptions of the chat routes.</summary>
internal static class ChatDescriptions
{
    private static readonly ChatQuestionBody Question = new()
    {
        RepoUrl = "https://github.com/owner/name",
        Messages = [new ChatMessageBody { Role = "user", Content = "How are failed jobs retried?" }],
    };

    private const string Answer =
        "A failed job is tried again up to three times [src/JobRunner.cs:4-6](https://github.com/owner/name/blob/COMMIT/src/JobRunner.cs#L4-L6).";

    // What a question on a stream can end with before its answer begins; afterwards it is text in the body.
    private static readonly ErrorCode[] Refusals =
    [
        ErrorCode.InvalidJson, ErrorCode.InvalidRequest, ErrorCode.NoMessages, ErrorCode.LastMessageNotUser, ErrorCode.UnknownProvider,
        ErrorCode.RepositoryInvalid, ErrorCode.Unauthorized, ErrorCode.HostNotAllowed, ErrorCode.RepositoryAccessDenied, ErrorCode.RepositoryNotFound,
        ErrorCode.DirectoryNotFound, ErrorCode.RequestTimeout, ErrorCode.MessageTooLarge, ErrorCode.RepositoryTooLarge, ErrorCode.RateLimited,
        ErrorCode.ModelFiltered, ErrorCode.ContextTooLarge, ErrorCode.ModelRateLimited, ErrorCode.ModelUnauthorized, ErrorCode.ModelUnavailable,
        ErrorCode.ModelIncomplete, ErrorCode.ModelNotConfigured, ErrorCode.ModelTimeout, ErrorCode.Internal, ErrorCode.IndexFailed,
        ErrorCode.IndexNotReady, ErrorCode.NoEmbeddings, ErrorCode.Busy, ErrorCode.ServerStopping,
    ];

    public static RouteDescription Socket { get; } =
        new(
            "A WebSocket: one question, one streamed answer, one close",
            "A GET upgrade of version 13. The question is one text message, as the body of /api/chat/stream; the answer comes as raw text, and the close says "
                + "how it ended.")
        {
            Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.Forbidden, ErrorCode.RateLimited, ErrorCode.Busy, ErrorCode.ServerStopping],
        };

    public static RouteDescription Stream { get; } = new(
        "The answer as a raw HTTP stream", "Deltas of Markdown as the model writes them. An error once the answer has begun is text in the body.")
    {
        Errors = Refusals,
        Request = Question,
        ResponseExample = Answer,
    };

    public static RouteDescription Legacy { get; } =
        new(
            "The same for clients of the original backend",
            "Raw text called text/event-stream. An error before the answer is {\"detail\": …} with the first status of the table of errors, and a list of "
                + "faults with 422.")
        {
            Request = Question,
            ResponseExample = Answer,
        };
}
