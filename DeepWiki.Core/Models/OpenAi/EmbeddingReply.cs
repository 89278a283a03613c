namespace DeepWiki.Core.Models.OpenAi;

/// <summary>Reply of a provider to one batch.</summary>
/// <param name="Vectors">One for each text.</param>
/// <param name="InputTokens">Number of tokens of the texts; null when the provider does not say.</param>
internal sealed record EmbeddingReply(IReadOnlyList<float[]> Vectors, int? InputTokens);
