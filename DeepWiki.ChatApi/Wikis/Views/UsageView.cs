namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>Tokens and cost.</summary>
/// <param name="InputTokens">Tokens of prompts; null without a model.</param>
/// <param name="OutputTokens">Tokens of answers; null without a model.</param>
/// <param name="Cost">Cost by the configured prices; null when there are none.</param>
internal sealed record UsageView(long? InputTokens, long? OutputTokens, double? Cost);
