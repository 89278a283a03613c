using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http;

/// <summary>A stored error as part of a resource: the members of a problem that say what to do.</summary>
/// <param name="Code">Name of the error.</param>
/// <param name="Detail">Sentence for people.</param>
/// <param name="Retryable">True when another try makes sense.</param>
internal sealed record ErrorView(string Code, string Detail, bool Retryable)
{
    /// <summary>Null for null.</summary>
    public static ErrorView? From(DeepWikiException? error) =>
        error is null ? null : new ErrorView(error.Code.Name(), error.Advice, ErrorTable.Row(error.Code).Retryable);
}
