namespace DeepWiki.ChatApi.Asks.Frames;

/// <summary>Tokens of an answer.</summary>
/// <param name="InputTokens">Tokens of prompts.</param>
/// <param name="OutputTokens">Tokens of answers.</param>
/// <param name="EmbeddingTokens">Tokens of questions that were embedded.</param>
/// <param name="Estimated">True when a provider did not count them.</param>
/// <param name="Cost">Cost in the currency of the configured prices; null when the model has none.</param>
internal sealed record UsageMembers(long InputTokens, long OutputTokens, long EmbeddingTokens, bool Estimated, double? Cost);
