namespace DeepWiki.Core.Models.Embeddings;

/// <summary>Kind of failure of a text that is without a vector.</summary>
public enum EmbeddingFailureKind
{
    /// <summary>The provider could not be reached, and later calls would fail like this one: nothing is known of the text.</summary>
    Outage,

    /// <summary>The text was in a batch of which at least one is refused; asked for in another call it may succeed.</summary>
    RefusedTogether,

    /// <summary>The provider takes others but not this one, today or later.</summary>
    Refused,
}
