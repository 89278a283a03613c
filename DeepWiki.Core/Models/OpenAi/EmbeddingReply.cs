namespace DeepWiki.Core.Models.OpenAi;

/// <summary>What a provider sent for one batch.</summary>
/// <param name="Vectors">One for each text.</param>
/// <param name="InputTokens">How many tokens the texts were; null when the provider does not say.</param>
internal sealed record EmbeddingReply(IReadOnlyList<float[]> Vectors, int? InputTokens);
