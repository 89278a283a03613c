namespace DeepWiki.Core.Repositories;

/// <summary>
/// A pattern over names or paths: <c>*</c> and <c>?</c> stay inside a component, <c>**</c> crosses them. Matching keeps the set of
/// reachable places in the pattern, so its time is linear in the text whatever the pattern is.
/// </summary>
internal sealed class GlobPattern
{
    private const char AnyRun = '\u0001';

    // One character per place; "**" is folded into one place of its own.
    private readonly string places;

    public GlobPattern(string pattern) =>
        places = pattern.Replace("***", "**", StringComparison.Ordinal).Replace("**", AnyRun.ToString(), StringComparison.Ordinal);

    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    public bool Matches(ReadOnlySpan<char> text)
    {
        Span<bool> reached = stackalloc bool[places.Length + 1];
        Span<bool> next = stackalloc bool[places.Length + 1];
        reached[0] = true;
        PassRuns(reached);
        foreach (var character in text)
        {
            next.Clear();
            for (var place = 0; place < places.Length; place++)
            {
                if (!reached[place])
                {
                    continue;
                }

                var wanted = places[place];
                if (wanted == AnyRun || (wanted == '*' && character != '/'))
                {
                    next[place] = true;
                }
                else if (wanted == character || (wanted == '?' && character != '/'))
                {
                    next[place + 1] = true;
                }
            }

            PassRuns(next);
            next.CopyTo(reached);
        }

        return reached[places.Length];
    }

    // A run may be empty.
    private void PassRuns(Span<bool> reached)
    {
        for (var place = 0; place < places.Length; place++)
        {
            if (reached[place] && places[place] is AnyRun or '*')
            {
                reached[place + 1] |= reached[place];
            }
        }
    }
}
