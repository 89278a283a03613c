namespace DeepWiki.Core.Retrieval.Fusion;

/// <summary>Mode of retrieval: the ranking signals that take part.</summary>
public enum RetrievalMode
{
    /// <summary>All of them, as for an answer.</summary>
    Hybrid,

    /// <summary>Signals by words.</summary>
    Text,

    /// <summary>Nearness of meaning alone.</summary>
    Vector,

    /// <summary>Names of declarations and files alone.</summary>
    Symbol,
}
