namespace DeepWiki.Core.TextAnalysis;

/// <summary>A sparse vector over hashed terms: ascending slots below <see cref="Dimensions"/> and a non-zero value for each.</summary>
/// <param name="Slots">Slots in ascending order, distinct, counted from 0.</param>
/// <param name="Values">One per slot.</param>
public sealed record SparseTerms(int[] Slots, float[] Values)
{
    /// <summary>2^20 slots lose nothing measurable to collisions.</summary>
    public const int Dimensions = 1 << 20;

    /// <summary>Slot of a term in the sparse vector.</summary>
    public static int SlotOf(string term) =>
        (int)(TermHash.Finish(TermHash.Append(TermHash.Append(TermHash.Start, "t:"), term)) & (Dimensions - 1));
}
