namespace DeepWiki.Core.TextAnalysis;

/// <summary>
/// Gives equal terms one string without allocating for those seen lately. A slot holds the last term that fell into it, so the pool is
/// bounded; threads may overwrite each other's entries, which costs a string and changes no result.
/// </summary>
internal sealed class TermPool
{
    private const int Slots = 1 << 16;

    private readonly string?[] terms = new string?[Slots];

    public string Intern(ReadOnlySpan<char> term)
    {
        ref var slot = ref terms[string.GetHashCode(term, StringComparison.Ordinal) & (Slots - 1)];
        var known = Volatile.Read(ref slot);
        if (known is not null && term.SequenceEqual(known))
        {
            return known;
        }

        var added = term.ToString();
        Volatile.Write(ref slot, added);
        return added;
    }
}
