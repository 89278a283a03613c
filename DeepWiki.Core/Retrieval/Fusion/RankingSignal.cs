namespace DeepWiki.Core.Retrieval.Fusion;

/// <summary>The ways of scoring files that are fused.</summary>
public enum RankingSignal
{
    /// <summary>The file's best chunk by BM25.</summary>
    BestChunk,

    /// <summary>Its three best chunks by BM25: s1 + s2/2 + s3/4. A question about a change touches several places of a file.</summary>
    TopThree,

    /// <summary>BM25 over the words of its path.</summary>
    Path,

    /// <summary>BM25 over the names it declares.</summary>
    Symbols,

    /// <summary>Its nearest chunk by cosine.</summary>
    Vectors,

    /// <summary>Files whose path, name or declaration the question spells.</summary>
    Names,
}
