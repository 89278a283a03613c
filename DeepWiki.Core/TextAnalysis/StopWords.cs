using System.Collections.Frozen;

namespace DeepWiki.Core.TextAnalysis;

/// <summary>
/// English words that say nothing about a file. Words that are code (<c>new</c>, <c>get</c>, <c>set</c>, <c>null</c>, <c>async</c>) are not among them.
/// </summary>
internal static class StopWords
{
    private const int MaxLength = 7;

    private static readonly FrozenSet<string> Words = (
        "a about after also am an and any are as at be been before being between both but by can could d did do does don during each few for from "
        + "had has have he her him his how i if in into is it its just ll may me might more most must my no not now of on only or other our own s "
        + "same she should so some such t than that the their them then there these they this those to too us very was we were what when where which "
        + "while who why will with would you your").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True when <paramref name="word"/>, in lower case, is one of them.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => word.Length <= MaxLength && Lookup.Contains(word);
}
