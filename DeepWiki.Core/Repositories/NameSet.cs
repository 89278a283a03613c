namespace DeepWiki.Core.Repositories;

/// <summary>Entries of one filter list: plain names, endings such as <c>*.dll</c>, and patterns.</summary>
internal sealed class NameSet
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> plain;
    private readonly string[] endings;
    private readonly GlobPattern[] patterns;

    public NameSet(IEnumerable<string> entries)
    {
        var groups = entries.ToLookup(entry => !GlobPattern.IsPattern(entry) ? 0 : entry[0] == '*' && !GlobPattern.IsPattern(entry[1..]) ? 1 : 2);
        plain = groups[0].ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        endings = [.. groups[1].Select(entry => entry[1..])];
        patterns = [.. groups[2].Select(entry => new GlobPattern(entry))];
    }

    public bool Contains(ReadOnlySpan<char> name)
    {
        if (plain.Contains(name))
        {
            return true;
        }

        foreach (var ending in endings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal) && name[..^ending.Length].IndexOf('/') < 0)
            {
                return true;
            }
        }

        foreach (var pattern in patterns)
        {
            if (pattern.Matches(name))
            {
                return true;
            }
        }

        return false;
    }
}
