namespace DeepWiki.Core.Answering.Events;

/// <summary>A streamed piece of the answer's text, its citations verified; never empty.</summary>
/// <param name="Text">Markdown, or the format the intent asks for.</param>
public sealed record AnswerDelta(string Text) : AnswerEvent;
