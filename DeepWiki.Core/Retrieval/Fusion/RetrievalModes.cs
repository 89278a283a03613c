namespace DeepWiki.Core.Retrieval.Fusion;

/// <summary>What each mode uses.</summary>
internal static class RetrievalModes
{
    /// <summary>Whether a list has a say; a list that has none is not searched either.</summary>
    public static bool Uses(this RetrievalMode mode, ListName list) => mode switch
    {
        RetrievalMode.Text => list != ListName.Vectors,
        RetrievalMode.Vector => list == ListName.Vectors,
        RetrievalMode.Symbol => list is ListName.Symbols or ListName.Names,
        _ => true,
    };
}
