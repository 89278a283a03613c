using DeepWiki.Core.Chunks;

namespace DeepWiki.Core.Providers;

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
    private const int ShortestWithGroups = 4;
    private const float WordWeight = 1;
    private const float GroupsWeight = 0.5f;

    private readonly Entry?[] entries = new Entry?[Slots];

    public void AddTo(Span<float> vector, string term, float weight)
    {
        var entry = Of(term);
        Add(vector, entry.Word, weight * entry.WordValue);
        Add(vector, entry.Groups, weight * entry.GroupValue);
    }

    private static void Add(Span<float> vector, ushort[] places, float value)
    {
        foreach (var place in places)
        {
            vector[place & (Dimensions - 1)] += (place & Negative) == 0 ? value : -value;
        }
    }

    private Entry Of(string term)
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
        var places = new List<ushort>();
        AppendPlaces("w:", term, places);
        var word = places.ToArray();

        places.Clear();
        var groups = Groups(term);
        foreach (var group in groups)
        {
            AppendPlaces("g:", group, places);
        }

        var half = MathF.Sqrt(Places);
        return new Entry(term, word, WordWeight / half, [.. places], groups.Count == 0 ? 0 : GroupsWeight / MathF.Sqrt(groups.Count) / half);
    }

    private static void AppendPlaces(ReadOnlySpan<char> kind, ReadOnlySpan<char> name, List<ushort> places)
    {
        var start = TermHash.Append(TermHash.Append(TermHash.Append(TermHash.Start, kind), name), "#");
        for (var place = 0; place < Places; place++)
        {
            var hash = TermHash.Finish(TermHash.Append(start, [(char)('0' + place)]));
            places.Add((ushort)((hash & (Dimensions - 1)) | ((hash & SignBit) != 0 ? 0u : Negative)));
        }
    }

    /// <summary>The distinct groups of 3, 4 and 5 code points of <c>^term$</c>, shorter ones first, then from left to right.</summary>
    private static List<string> Groups(string term)
    {
        var runes = $"^{term}$".EnumerateRunes().Select(rune => rune.ToString()).ToList();
        if (runes.Count - 2 < ShortestWithGroups)
        {
            return [];
        }

        var groups = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        for (var length = 3; length <= 5; length++)
        {
            for (var start = 0; start + length <= runes.Count; start++)
            {
                groups.TryAdd(string.Concat(runes.Skip(start).Take(length)), true);
            }
        }

        return [.. groups.Keys];
    }

    private sealed record Entry(string Term, ushort[] Word, float WordValue, ushort[] Groups, float GroupValue);
}
