namespace DeepWiki.Core.Caching;

/// <summary>Facts of an ask that another replica needs to read it on or to take it over.</summary>
/// <param name="Caller">Hash of the caller who asked; null for one without a name.</param>
/// <param name="Conversation">Public id of its conversation.</param>
/// <param name="Message">Public id of the message that the answer becomes.</param>
/// <param name="IsDeterministic">True when the same request gives the same answer, so that it can be taken over.</param>
/// <param name="TraceId">Trace of the answer.</param>
/// <param name="Request">The request as JSON, without a token.</param>
public sealed record AskFacts(string? Caller, string Conversation, string Message, bool IsDeterministic, string TraceId, string Request)
{
    /// <summary>Commit that is asked about; null until it is known.</summary>
    public string? Commit { get; init; }

    /// <summary>Replica that began it, or took it over last.</summary>
    public string Replica { get; init; } = "";
}
