using DeepWiki.ChatApi.Http;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Legacy.Errors;

/// <summary>Sentences by which clients of the original backend recognise an error.</summary>
internal static class LegacyText
{
    /// <summary>The text a plain client receives for <paramref name="error"/>, on the socket and in a raw HTTP body alike.</summary>
    public static string From(DeepWikiException error) => error.Code switch
    {
        // Sentences of the protocol, whatever was said where the error was found.
        ErrorCode.NoMessages => "Error: No messages provided",
        ErrorCode.LastMessageNotUser => "Error: Last message must be from the user",
        ErrorCode.UnsupportedData => "Error: Binary messages are not supported",
        ErrorCode.RequestTimeout => "Error: No request was received in time",
        ErrorCode.DirectoryNotFound => ErrorTable.RetrieverPrefix + "Directory not found",
        ErrorCode.IndexNotReady => ErrorTable.RetrieverPrefix + "The repository is still being indexed. Try again in a few minutes.",
        ErrorCode.ServerStopping => "\nError: The server is shutting down. Please try again.",
        ErrorCode.RateLimited or ErrorCode.Busy => $"Error: The server is busy. Try again in {RetrySeconds(error)} seconds.",
        ErrorCode.NoEmbeddings => "Error: No valid document embeddings found. This may be due to embedding size inconsistencies or API errors "
            + "during document processing. Please try again or check your repository content.",
        ErrorCode.InconsistentEmbeddings =>
            "Error: Inconsistent embedding sizes detected. Some documents may have failed to embed properly. Please try again.",
        ErrorCode.ContextTooLarge => "\nI apologize, but your request is too large for me to process. "
            + "Please try a shorter query or break it into smaller parts.",
        _ when IsAboutModel(error.Code) && ProviderHint.For(error.Provider) is { } hint =>
            $"\nError with {hint.Label} API: {error.Message}\n\n{(IsAboutKey(error) ? hint.Key : error.Hint)}".TrimEnd('\n'),
        var code when error.Hint is { } own => $"{ErrorTable.Row(code).Prefix}{error.Message}\n\n{own}",
        var code => ErrorTable.Row(code).Prefix + error.Message,
    };

    // The published sentence tells to set a key, which helps against nothing else.
    private static bool IsAboutKey(DeepWikiException error) => error.Code is ErrorCode.ModelNotConfigured or ErrorCode.ModelUnauthorized;

    private static bool IsAboutModel(ErrorCode code) => code is >= ErrorCode.ModelNotConfigured and <= ErrorCode.ModelFiltered;

    private static int RetrySeconds(DeepWikiException error) => (int)Math.Ceiling((error.RetryAfter ?? TimeSpan.FromSeconds(5)).TotalSeconds);
}
