namespace DeepWiki.Core.Answering.Requests;

/// <summary>The kind of answer that a request wants, with what that kind needs.</summary>
public abstract record AnswerIntent
{
    /// <summary>Name of the kind in telemetry.</summary>
    public abstract string Name { get; }
}
