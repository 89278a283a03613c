using System.Runtime.InteropServices;

namespace DeepWiki.Core.TextAnalysis;

/// <summary>Counts the terms of one text after the other, in the same memory. One thread at a time.</summary>
internal sealed class TermFrequencies
{
    private readonly List<string> terms = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly List<(string Term, int Count)> distinct = [];

    /// <summary>The terms of the text counted last, in order of first sight.</summary>
    public ReadOnlySpan<(string Term, int Count)> Distinct => CollectionsMarshal.AsSpan(distinct);

    public void Count(string text)
    {
        terms.Clear();
        places.Clear();
        distinct.Clear();
        Tokenizer.Tokenize(text, terms);
        foreach (var term in terms)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, term, out var known);
            if (!known)
            {
                place = distinct.Count;
                distinct.Add((term, 0));
            }

            CollectionsMarshal.AsSpan(distinct)[place].Count++;
        }
    }
}
