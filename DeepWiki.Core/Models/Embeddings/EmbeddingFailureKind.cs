namespace DeepWiki.Core.Models.Embeddings;

/// <summary>Kind of failure of a text that is without a vector.</summary>
public enum EmbeddingFailureKind
{
    /// <summary>Nothing: the provider was not to be had, and later calls would fail like this one.</summary>
    Outage,

    /// <summary>It travelled with others of which at least one is refused; asked for in another call it may succeed.</summary>
    RefusedTogether,

    /// <summary>The provider takes others but not this one, today or later.</summary>
    Refused,
}
