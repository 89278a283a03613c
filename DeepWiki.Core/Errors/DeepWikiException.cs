namespace DeepWiki.Core.Errors;

/// <summary>
/// A failure with a known cause. <see cref="Exception.Message"/> is fit for the user's eyes: no secret, path, stack or SQL.
/// Any other exception is a bug or an outage and reaches nobody but the log.
/// </summary>
public sealed class DeepWikiException : Exception
{
    public DeepWikiException(ErrorCode code, string message) : base(message) => Code = code;

    public DeepWikiException(ErrorCode code, string message, Exception innerException) : base(message, innerException) => Code = code;

    public ErrorCode Code { get; }

    /// <summary>Name of the provider that failed, for the codes about models, else null; its label and hint are part of the text.</summary>
    public string? Provider { get; init; }

    /// <summary>Sentence that tells what can be done about a failed model; null when there is nothing to tell.</summary>
    public string? Hint { get; init; }

    /// <summary>The message, and the hint where there is one.</summary>
    public string Advice => Hint is null ? Message : $"{Message.TrimEnd('.', ' ')}. {Hint}";

    /// <summary>Faults of the request, one by one; empty for other failures.</summary>
    public IReadOnlyList<RequestFault> Faults { get; init; } = [];

    /// <summary>Time until another try makes sense; null when the failing side did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The neutral sentence for an unhandled exception; the trace id leads to the log.</summary>
    public static DeepWikiException Internal(string traceId) => new(ErrorCode.Internal, $"An internal error occurred (trace {traceId})");
}
