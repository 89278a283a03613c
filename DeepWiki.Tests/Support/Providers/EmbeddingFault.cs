namespace DeepWiki.Tests.Support.Providers;

/// <summary>Fault of the embeddings a scripted provider returns.</summary>
public enum EmbeddingFault
{
    None,
    TooFew,
    TooMany,

    /// <summary>Right vectors and indexes, last one first: not a fault, but a trap.</summary>
    Shuffled,
    DuplicateIndex,
    NotANumber,
    AllZero,
    WrongLength,

    /// <summary>Requests 3, 6, 9 … are answered with 503.</summary>
    EveryThirdFails,
    Garbage,
    Html,
    Reset,
    Hang,
}
