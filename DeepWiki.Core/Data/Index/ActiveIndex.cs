namespace DeepWiki.Core.Data.Index;

/// <summary>Generation that a reader pins at the start of a request: it sees this one until it is done, whatever is activated meanwhile.</summary>
/// <param name="SeriesId">The series, whose chunks it searches.</param>
/// <param name="ViewId">The view, whose files it shows.</param>
/// <param name="Generation">The generation readers see.</param>
/// <param name="Commit">Object id of the commit it was built from, in hexadecimal.</param>
/// <param name="Files">Number of indexed files.</param>
/// <param name="Degraded">True when some chunks have no embedding.</param>
public sealed record ActiveIndex(int SeriesId, int ViewId, int Generation, string Commit, int Files, bool Degraded)
{
    /// <summary>Last chunk of its approximate index over vectors; null when they are scanned exactly.</summary>
    public long? FrozenChunkId { get; init; }

    /// <summary>Its vectors are of another model than the one that embeds questions now: words alone can be searched.</summary>
    public bool HasForeignVectors { get; init; }
}
