namespace DeepWiki.Core.Data.Embeddings;

/// <summary>Reason a chunk is stored without an embedding.</summary>
/// <param name="Code">Name of the error.</param>
/// <param name="Reason">Reason, fit for the user's eyes.</param>
/// <param name="IsRefused">The provider does not take this text: asking again makes no sense.</param>
/// <param name="Header">Text that is embedded before the chunk's own.</param>
public sealed record MissingEmbeddingReason(string Code, string Reason, bool IsRefused, string Header);
