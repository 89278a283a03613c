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

    /// <summary>Name of the provider that failed, for the codes about models; its label and hint are part of the text.</summary>
    public string? Provider { get; init; }

    /// <summary>What is wrong with the request, one by one; empty for other failures.</summary>
    public IReadOnlyList<RequestFault> Faults { get; init; } = [];

    /// <summary>When another try makes sense, if the failing side said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The neutral sentence for an unhandled exception; the trace id leads to the log.</summary>
    public static DeepWikiException Internal(string traceId) => new(ErrorCode.Internal, $"An internal error occurred (trace {traceId})");
}
