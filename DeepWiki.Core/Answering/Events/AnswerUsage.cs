namespace DeepWiki.Core.Answering.Events;

/// <summary>The tokens of one call to a model, as the provider counts them.</summary>
/// <param name="InputTokens">Tokens of the prompt; null when the provider does not say.</param>
/// <param name="OutputTokens">Tokens of the answer; null when the provider does not say.</param>
public sealed record AnswerUsage(long? InputTokens, long? OutputTokens) : AnswerEvent;
