namespace DeepWiki.Core.Answering.Events;

/// <summary>
/// A step of an answer: its sources first, then deltas, the usage when the model says it, and the citations at the end. An answer that fails ends
/// with an exception instead.
/// </summary>
public abstract record AnswerEvent;
