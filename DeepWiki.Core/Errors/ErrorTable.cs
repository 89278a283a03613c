namespace DeepWiki.Core.Errors;

/// <summary>
/// The one place that maps an error to texts, WebSocket close codes and HTTP statuses, for every transport.
/// Clients of the published protocol recognise errors by these words, so they are part of the contract.
/// </summary>
public static class ErrorTable
{
    /// <summary>What clients of the original backend look for when a repository could not be prepared.</summary>
    public const string RetrieverPrefix = "Error preparing retriever: ";

    private const string Plain = "Error: ";
    private const string Cloning = RetrieverPrefix + "Error during cloning: ";
    private const string Model = "\nError: ";

    public static ErrorRow Row(ErrorCode code) => code switch
    {
        ErrorCode.InvalidJson => new("invalid_json", Plain, 1002, 422, 400, false),
        ErrorCode.InvalidRequest => new("invalid_request", Plain, 1003, 422, 400, false),
        ErrorCode.UnsupportedData => new("unsupported_data", Plain, 1003, 422, 415, false),
        ErrorCode.MessageTooLarge => new("message_too_large", Plain, 1009, 413, 413, false),
        ErrorCode.RequestTimeout => new("request_timeout", Plain, 1008, 408, 408, true),
        ErrorCode.NoMessages => new("no_messages", Plain, 1003, 400, 400, false),
        ErrorCode.LastMessageNotUser => new("last_message_not_user", Plain, 1003, 400, 400, false),
        ErrorCode.UnknownProvider => new("unknown_provider", RetrieverPrefix, 1003, 500, 400, false),
        ErrorCode.RepositoryInvalid => new("repository_invalid", RetrieverPrefix, 1003, 500, 400, false),
        ErrorCode.HostNotAllowed => new("host_not_allowed", RetrieverPrefix, 1008, 500, 403, false),
        ErrorCode.DirectoryNotFound => new("directory_not_found", RetrieverPrefix, 1011, 500, 404, false),
        ErrorCode.RepositoryNotFound => new("repository_not_found", Cloning, 1011, 500, 404, false),
        ErrorCode.RepositoryAccessDenied => new("repository_access_denied", Cloning, 1011, 500, 403, false),
        ErrorCode.RepositoryTooLarge => new("repository_too_large", RetrieverPrefix, 1011, 500, 413, false),
        ErrorCode.IndexFailed => new("index_failed", RetrieverPrefix, 1011, 500, 500, true),
        ErrorCode.IndexNotReady => new("index_not_ready", RetrieverPrefix, 1011, 500, 503, true),
        ErrorCode.EmbeddingNotConfigured => new("embedding_not_configured", RetrieverPrefix, 1011, 500, 503, false),
        ErrorCode.EmbeddingModelMissing => new("embedding_model_missing", RetrieverPrefix, 1011, 500, 503, false),
        ErrorCode.NoEmbeddings => new("no_embeddings", Plain, 1011, 500, 503, true),
        ErrorCode.InconsistentEmbeddings => new("inconsistent_embeddings", Plain, 1011, 500, 500, false),
        ErrorCode.ModelNotConfigured => new("model_not_configured", Model, 1011, 200, 503, false),
        ErrorCode.ModelUnauthorized => new("model_unauthorized", Model, 1011, 200, 502, false),
        ErrorCode.ModelRateLimited => new("model_rate_limited", Model, 1011, 200, 429, true),
        ErrorCode.ModelUnavailable => new("model_unavailable", Model, 1011, 200, 502, true),
        ErrorCode.ModelTimeout => new("model_timeout", Model, 1011, 200, 504, true),
        ErrorCode.ModelIncomplete => new("model_incomplete", Model, 1011, 200, 502, true),
        ErrorCode.ModelFiltered => new("model_filtered", Model, 1011, 200, 422, false),
        ErrorCode.ContextTooLarge => new("context_too_large", "\n", 1011, 200, 422, false),
        ErrorCode.RateLimited => new("rate_limited", Plain, 1013, 429, 429, true),
        ErrorCode.Busy => new("busy", Plain, 1013, 503, 503, true),
        ErrorCode.ServerStopping => new("server_stopping", Model, 1001, 503, 503, true),
        ErrorCode.Unauthorized => new("unauthorized", Plain, 1008, 401, 401, false),
        ErrorCode.Forbidden => new("forbidden", Plain, 1008, 403, 403, false),
        ErrorCode.NotFound => new("not_found", Plain, 1011, 404, 404, false),
        ErrorCode.BinaryFile => new("binary_file", Plain, 1003, 415, 415, false),
        _ => new("internal", Plain, 1011, 500, 500, true),
    };

    /// <summary>The text a plain client receives for <paramref name="error"/>, on the socket and in a raw HTTP body alike.</summary>
    public static string PlainText(DeepWikiException error) => error.Code switch
    {
        // Sentences of the protocol, whatever was said where the error was found.
        ErrorCode.NoMessages => "Error: No messages provided",
        ErrorCode.LastMessageNotUser => "Error: Last message must be from the user",
        ErrorCode.UnsupportedData => "Error: Binary messages are not supported",
        ErrorCode.RequestTimeout => "Error: No request was received in time",
        ErrorCode.DirectoryNotFound => RetrieverPrefix + "Directory not found",
        ErrorCode.IndexNotReady => RetrieverPrefix + "The repository is still being indexed. Try again in a few minutes.",
        ErrorCode.ServerStopping => "\nError: The server is shutting down. Please try again.",
        ErrorCode.RateLimited or ErrorCode.Busy => $"Error: The server is busy. Try again in {RetrySeconds(error)} seconds.",
        ErrorCode.NoEmbeddings => "Error: No valid document embeddings found. This may be due to embedding size inconsistencies or API errors "
            + "during document processing. Please try again or check your repository content.",
        ErrorCode.InconsistentEmbeddings =>
            "Error: Inconsistent embedding sizes detected. Some documents may have failed to embed properly. Please try again.",
        ErrorCode.ContextTooLarge => "\nI apologize, but your request is too large for me to process. "
            + "Please try a shorter query or break it into smaller parts.",
        _ when IsAboutModel(error.Code) && ProviderHint.For(error.Provider) is { } hint =>
            $"\nError with {hint.Label} API: {error.Message}\n\nPlease check that you have set the {hint.Hint}",
        var code => Row(code).Prefix + error.Message,
    };

    /// <summary>The neutral sentence for a failure nobody foresaw; the trace id leads to the log.</summary>
    public static DeepWikiException Internal(string traceId) => new(ErrorCode.Internal, $"An internal error occurred (trace {traceId})");

    private static bool IsAboutModel(ErrorCode code) => code is >= ErrorCode.ModelNotConfigured and <= ErrorCode.ModelFiltered;

    private static int RetrySeconds(DeepWikiException error) => (int)Math.Ceiling((error.RetryAfter ?? TimeSpan.FromSeconds(5)).TotalSeconds);
}
