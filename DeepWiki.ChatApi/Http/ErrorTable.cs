using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http;

/// <summary>
/// The one place that maps an error to the beginning of its text, WebSocket close codes and HTTP statuses, for every transport.
/// Clients of the published protocol recognise errors by these words, so they are part of the contract.
/// </summary>
internal static class ErrorTable
{
    // Clients of the original backend look for it when a repository could not be prepared.
    public const string RetrieverPrefix = "Error preparing retriever: ";

    private const string Plain = "Error: ";
    private const string Cloning = RetrieverPrefix + "Error during cloning: ";
    private const string Model = "\nError: ";

    public static ErrorRow Row(ErrorCode code) => code switch
    {
        ErrorCode.InvalidJson => new(Plain, 1002, 422, 400, false),
        ErrorCode.InvalidRequest => new(Plain, 1003, 422, 400, false),
        ErrorCode.UnsupportedData => new(Plain, 1003, 422, 415, false),
        ErrorCode.MessageTooLarge => new(Plain, 1009, 413, 413, false),
        ErrorCode.RequestTimeout => new(Plain, 1008, 408, 408, true),
        ErrorCode.NoMessages => new(Plain, 1003, 400, 400, false),
        ErrorCode.LastMessageNotUser => new(Plain, 1003, 400, 400, false),
        ErrorCode.UnknownProvider => new(RetrieverPrefix, 1003, 500, 400, false),
        ErrorCode.RepositoryInvalid => new(RetrieverPrefix, 1003, 500, 400, false),
        ErrorCode.HostNotAllowed => new(RetrieverPrefix, 1008, 500, 403, false),
        ErrorCode.DirectoryNotFound => new(RetrieverPrefix, 1011, 500, 404, false),
        ErrorCode.RepositoryNotFound => new(Cloning, 1011, 500, 404, false),
        ErrorCode.RepositoryAccessDenied => new(Cloning, 1011, 500, 403, false),
        ErrorCode.RepositoryTooLarge => new(RetrieverPrefix, 1011, 500, 413, false),
        ErrorCode.IndexFailed => new(RetrieverPrefix, 1011, 500, 500, true),
        ErrorCode.IndexNotReady => new(RetrieverPrefix, 1011, 500, 503, true),
        ErrorCode.EmbeddingNotConfigured => new(RetrieverPrefix, 1011, 500, 503, false),
        ErrorCode.EmbeddingModelMissing => new(RetrieverPrefix, 1011, 500, 503, false),
        ErrorCode.NoEmbeddings => new(Plain, 1011, 500, 503, true),
        ErrorCode.InconsistentEmbeddings => new(Plain, 1011, 500, 500, false),
        ErrorCode.ModelNotConfigured => new(Model, 1011, 200, 503, false),
        ErrorCode.ModelUnauthorized => new(Model, 1011, 200, 502, false),
        ErrorCode.ModelRateLimited => new(Model, 1011, 200, 429, true),
        ErrorCode.ModelUnavailable => new(Model, 1011, 200, 502, true),
        ErrorCode.ModelTimeout => new(Model, 1011, 200, 504, true),
        ErrorCode.ModelIncomplete => new(Model, 1011, 200, 502, true),
        ErrorCode.ModelFiltered => new(Model, 1011, 200, 422, false),
        ErrorCode.ContextTooLarge => new("\n", 1011, 200, 422, false),
        ErrorCode.RateLimited => new(Plain, 1013, 429, 429, true),
        ErrorCode.Busy => new(Plain, 1013, 503, 503, true),
        ErrorCode.ServerStopping => new(Model, 1001, 503, 503, true),
        ErrorCode.Unauthorized => new(Plain, 1008, 401, 401, false),
        ErrorCode.Forbidden => new(Plain, 1008, 403, 403, false),
        ErrorCode.NotFound => new(Plain, 1011, 404, 404, false),
        ErrorCode.BinaryFile => new(Plain, 1003, 415, 415, false),
        ErrorCode.Conflict => new(Plain, 1003, 409, 409, false),
        ErrorCode.Gone => new(Plain, 1003, 410, 410, false),
        ErrorCode.SignatureInvalid => new(Plain, 1008, 401, 401, false),
        ErrorCode.CostLimit => new(Plain, 1011, 402, 402, false),
        ErrorCode.UnknownFrame or ErrorCode.InvalidFrame or ErrorCode.DuplicateId => new(Plain, 1008, 400, 400, false),
        ErrorCode.TooManyAsks or ErrorCode.TooManySubscriptions => new(Plain, 1013, 429, 429, true),
        ErrorCode.UnknownAsk or ErrorCode.ConversationNotFound => new(Plain, 1011, 404, 404, false),
        ErrorCode.ResumeLost => new(Plain, 1011, 410, 410, false),
        ErrorCode.Interrupted => new(Plain, 1012, 503, 503, true),
        ErrorCode.SlowReader => new(Plain, 1008, 408, 408, true),
        ErrorCode.AnswerTooLong => new(Plain, 1011, 500, 500, false),
        ErrorCode.NotOwner => new(Plain, 1008, 403, 403, false),
        _ => new(Plain, 1011, 500, 500, true),
    };
}
