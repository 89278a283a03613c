using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Models.Embeddings;

/// <summary>
/// The hashed features of terms: the word itself, and the groups of three to five letters of <c>^word$</c>, each in two places with a sign.
/// Remembers those of terms seen lately in a table of fixed size; threads may overwrite each other's entries, which costs time and changes no result.
/// </summary>
internal sealed class LocalFeatures
{
    public const int Dimensions = 512;

    private const int Slots = 1 << 16;
    private const int Places = 2;
    private const int SignBit = 1 << 20;
    private const ushort Negative = 1 << 15;
    private const int MinWithGroupsLength = 4;
    private const int MinGroupLength = 3;
    private const int MaxGroupLength = 5;
    private const float WordWeight = 1;
    private const float GroupsWeight = 0.5f;

    // With the marks of its beginning and end.
    private const int MaxTextLength = Tokenizer.MaxTermLength + 2;

    private readonly Entry?[] entries = new Entry?[Slots];

    public void AddTo(Span<float> vector, string term, float weight)
    {
        var entry = FindOrCompute(term);
        Add(vector, entry.Places.AsSpan(0, Places), weight * entry.WordValue);
        Add(vector, entry.Places.AsSpan(Places), weight * entry.GroupValue);
    }

    private static void Add(Span<float> vector, ReadOnlySpan<ushort> places, float value)
    {
        // No branch foretells the sign of a hash, so it is put in place of one.
        var bits = BitConverter.SingleToUInt32Bits(value);
        foreach (var place in places)
        {
            vector[place & (Dimensions - 1)] += BitConverter.UInt32BitsToSingle(bits ^ ((uint)(place & Negative) << 16));
        }
    }

    private Entry FindOrCompute(string term)
    {
        ref var slot = ref entries[(int)(TermHash.Hash32(term) & (Slots - 1))];
        var known = Volatile.Read(ref slot);
        if (known is null || !string.Equals(known.Term, term, StringComparison.Ordinal))
        {
            known = Compute(term);
            Volatile.Write(ref slot, known);
        }

        return known;
    }

    private static Entry Compute(string term)
    {
        Span<uint> groups = stackalloc uint[(MaxGroupLength - MinGroupLength + 1) * MaxTextLength];
        groups = groups[..HashGroups(term, groups)];
        var places = new ushort[Places * (1 + groups.Length)];
        WritePlaces(TermHash.Append(TermHash.Append(TermHash.Start, "w:"), term), places);
        for (var i = 0; i < groups.Length; i++)
        {
            WritePlaces(groups[i], places.AsSpan(Places * (1 + i)));
        }

        var half = MathF.Sqrt(Places);
        return new Entry(term, places, WordWeight / half, groups.IsEmpty ? 0 : GroupsWeight / MathF.Sqrt(groups.Length) / half);
    }

    /// <summary>Goes on from the hash of a feature's name to its places.</summary>
    private static void WritePlaces(uint name, Span<ushort> places)
    {
        for (var place = 0; place < Places; place++)
        {
            var hash = TermHash.Finish(TermHash.Append(name, ['#', (char)('0' + place)]));
            places[place] = (ushort)((hash & (Dimensions - 1)) | ((hash & SignBit) != 0 ? 0u : Negative));
        }
    }

    /// <summary>
    /// The hashes, begun, of the distinct groups of 3, 4 and 5 code points of <c>^term$</c>: shorter ones first, then from left to right. Returns
    /// how many there are.
    /// </summary>
    private static int HashGroups(string term, Span<uint> hashes)
    {
        Span<char> text = stackalloc char[MaxTextLength];
        text = text[..(term.Length + 2)];
        text[0] = '^';
        term.CopyTo(text[1..]);
        text[^1] = '$';
        Span<int> ends = stackalloc int[MaxTextLength + 1];
        ends = ends[..(1 + FindEnds(text, ends[1..]))];
        if (ends.Length - 1 - 2 < MinWithGroupsLength)
        {
            return 0;
        }

        // A longer group goes on where the shorter one that begins with it stopped.
        Span<uint> begun = stackalloc uint[MaxTextLength];
        begun.Fill(TermHash.Append(TermHash.Start, "g:"));
        var count = 0;
        for (var length = MinGroupLength; length <= MaxGroupLength; length++)
        {
            var first = count;
            for (var start = 0; start + length < ends.Length; start++)
            {
                var end = ends[start + length];
                begun[start] = TermHash.Append(begun[start], text[ends[length == MinGroupLength ? start : start + length - 1]..end]);
                if (!hashes[first..count].Contains(begun[start]) || text[..(end - 1)].IndexOf(text[ends[start]..end]) < 0)
                {
                    hashes[count++] = begun[start];
                }
            }
        }

        return count;
    }

    /// <summary>Finds the end of each code point; returns the number of code points.</summary>
    private static int FindEnds(ReadOnlySpan<char> text, Span<int> ends)
    {
        var count = 0;
        for (var i = 0; i < text.Length; ends[count++] = i)
        {
            i += char.IsHighSurrogate(text[i]) ? 2 : 1;
        }

        return count;
    }

    /// <summary>Cached features of a term: the places of the word, then those of its letter groups.</summary>
    private sealed record Entry(string Term, ushort[] Places, float WordValue, float GroupValue);
}
