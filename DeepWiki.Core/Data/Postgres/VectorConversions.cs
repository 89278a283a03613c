using DeepWiki.Core.TextAnalysis;
using Pgvector;

namespace DeepWiki.Core.Data.Postgres;

/// <summary>Turns embeddings and terms into the types that pgvector stores, and back.</summary>
internal static class VectorConversions
{
    public static HalfVector ToHalfVector(this ReadOnlySpan<float> values)
    {
        var halves = new Half[values.Length];
        for (var i = 0; i < halves.Length; i++)
        {
            halves[i] = (Half)values[i];
        }

        return new HalfVector(halves);
    }

    public static float[] ToFloats(this HalfVector vector)
    {
        var halves = vector.Memory.Span;
        var values = new float[halves.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)halves[i];
        }

        return values;
    }

    public static SparseVector ToSparseVector(this SparseTerms terms) => new(SparseTerms.Dimensions, terms.Slots, terms.Values);
}
