using DeepWiki.ChatApi.Http;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Asks.Frames;

/// <summary>A failure of an ask, of an attachment, or of the socket.</summary>
/// <param name="Code">Name of the error.</param>
/// <param name="Message">Sentence for people.</param>
/// <param name="Retryable">True when another try makes sense.</param>
/// <param name="RetryAfterMs">Time until then; null when that is not known.</param>
/// <param name="TraceId">Trace to ask for; null for none.</param>
/// <param name="Partial">True when text of the answer went before; null when it is no answer that failed.</param>
/// <param name="LastSeq">Number of the last frame that is kept; null unless a resume was lost.</param>
internal sealed record ErrorMembers(
    string Code, string Message, bool Retryable, long? RetryAfterMs = null, string? TraceId = null, bool? Partial = null, long? LastSeq = null)
{
    public static ErrorMembers From(DeepWikiException error, string? traceId = null, bool? partial = null, long? lastSeq = null) => new(
        error.Code.Name(), error.Message, ErrorTable.Row(error.Code).Retryable, (long?)error.RetryAfter?.TotalMilliseconds, traceId, partial, lastSeq);
}
