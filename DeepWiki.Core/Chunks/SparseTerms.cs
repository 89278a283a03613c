using System.Globalization;
using System.Text;

namespace DeepWiki.Core.Chunks;

/// <summary>A sparse vector over hashed terms: ascending slots below <see cref="Dimensions"/> and a non-zero value for each.</summary>
/// <param name="Slots">Ascending, distinct, counted from 0.</param>
/// <param name="Values">One per slot.</param>
public sealed record SparseTerms(int[] Slots, float[] Values)
{
    /// <summary>2^20 slots lose nothing measurable to collisions.</summary>
    public const int Dimensions = 1 << 20;

    /// <summary>Where a term counts.</summary>
    public static int SlotOf(string term) =>
        (int)(TermHash.Finish(TermHash.Append(TermHash.Append(TermHash.Start, "t:"), term)) & (Dimensions - 1));

    /// <summary>The slots of a <c>sparsevec</c> in its text form, counted from 0.</summary>
    public static int[] SlotsOf(string sqlText)
    {
        var body = sqlText.AsSpan(1, sqlText.IndexOf('}', StringComparison.Ordinal) - 1);
        var slots = new List<int>();
        foreach (var pair in body.Split(','))
        {
            if (body[pair] is { IsEmpty: false } entry)
            {
                slots.Add(int.Parse(entry[..entry.IndexOf(':')], CultureInfo.InvariantCulture) - 1);
            }
        }

        return [.. slots];
    }

    /// <summary>The text form of pgvector's <c>sparsevec</c>, which counts slots from 1: <c>{17:4.1,90210:2.7}/1048576</c>.</summary>
    public string ToSqlText()
    {
        var text = new StringBuilder("{");
        for (var i = 0; i < Slots.Length; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{Slots[i] + 1}:{Values[i]:R}");
        }

        return text.Append(CultureInfo.InvariantCulture, $"}}/{Dimensions}").ToString();
    }
}
