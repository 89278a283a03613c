namespace DeepWiki.Core.Answering.Events;

/// <summary>The way an answer ended when it is not simply complete; the last event of those that say it.</summary>
/// <param name="Reason">The way.</param>
public sealed record AnswerEnding(AnswerEndReason Reason) : AnswerEvent;
