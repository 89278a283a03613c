namespace DeepWiki.Core.Answering.Events;

/// <summary>
/// A step of an answer: its sources first, then deltas, each followed by the citations in it, the usage when the model says it, and the count of citations
/// at the end. A research has its rounds around them. An answer that fails ends with an exception instead.
/// </summary>
public abstract record AnswerEvent;
