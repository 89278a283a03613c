namespace DeepWiki.Core.Retrieval.Fusion;

/// <summary>Ranking signals of each retrieval mode.</summary>
internal static class RetrievalModes
{
    /// <summary>True when a list has a say; a list that has none is not searched either.</summary>
    public static bool Uses(this RetrievalMode mode, RankingSignal list) => mode switch
    {
        RetrievalMode.Text => list != RankingSignal.Vectors,
        RetrievalMode.Vector => list == RankingSignal.Vectors,
        RetrievalMode.Symbol => list is RankingSignal.Symbols or RankingSignal.Names,
        _ => true,
    };
}
