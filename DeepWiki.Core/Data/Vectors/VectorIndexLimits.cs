namespace DeepWiki.Core.Data.Vectors;

/// <summary>Limits of approximate indexes over vectors: the size a series must have, and the recall the index must reach.</summary>
/// <param name="Rows">Vectors that are scanned exactly at most.</param>
/// <param name="Halves">Vectors times dimensions that are scanned exactly at most.</param>
/// <param name="Recall">Least share of the ten nearest that the index has to find; below it the series stays exact.</param>
public sealed record VectorIndexLimits(long Rows, long Halves, double Recall)
{
    /// <summary>0.36 µs a row at 256 dimensions: up to here an exact scan takes about ten milliseconds.</summary>
    public static VectorIndexLimits Default { get; } = new(30_000, 20_000_000, 0.95);
}
