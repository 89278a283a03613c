namespace DeepWiki.Core.Answering.Events;

/// <summary>A fact about the answer that a reader should know and that is no failure.</summary>
/// <param name="Code">Name of the fact, such as <c>file_not_found</c> or <c>truncated_context</c>.</param>
/// <param name="Message">The fact in a sentence.</param>
public sealed record AnswerNotice(string Code, string Message) : AnswerEvent;
