namespace DeepWiki.Core.Data.Conversations;

/// <summary>A question or an answer of a conversation.</summary>
/// <param name="PublicId">Opaque id for clients, <c>msg_…</c>.</param>
/// <param name="IsAnswer">True for an answer, false for a question.</param>
/// <param name="Text">The words; of an answer empty until it has ended.</param>
/// <param name="Mode"><c>answer</c> or <c>research</c>.</param>
/// <param name="CreatedAt">Time it began.</param>
public sealed record StoredMessage(string PublicId, bool IsAnswer, string Text, string Mode, DateTimeOffset CreatedAt)
{
    /// <summary>Ask that the answer came from; null for a question.</summary>
    public string? Ask { get; init; }

    /// <summary>Provider that answers; null for a question.</summary>
    public string? Provider { get; init; }

    /// <summary>Model that answers; null for a question.</summary>
    public string? Model { get; init; }

    /// <summary>Commit that the answer is about, in lower-case hexadecimal; null for a question, and until it is known.</summary>
    public string? Commit { get; init; }

    /// <summary>Trace of the answer; null for a question.</summary>
    public string? TraceId { get; init; }

    /// <summary>Sources, citations, rounds, usage, end and error as JSON; null for a question, and until the answer has ended.</summary>
    public string? Facts { get; init; }

    /// <summary>Time the answer ended; null for a question, and until then.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
