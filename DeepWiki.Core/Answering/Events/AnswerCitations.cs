namespace DeepWiki.Core.Answering.Events;

/// <summary>The references of a complete answer, counted.</summary>
/// <param name="Sent">References that became links.</param>
/// <param name="Dropped">References that did not hold and were taken out.</param>
public sealed record AnswerCitations(int Sent, int Dropped) : AnswerEvent;
