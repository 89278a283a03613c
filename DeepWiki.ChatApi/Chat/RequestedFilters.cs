namespace DeepWiki.ChatApi.Chat;

/// <summary>Include and exclude lists of a request, one entry per line on the wire.</summary>
internal sealed record RequestedFilters(
    IReadOnlyList<string> ExcludedDirs, IReadOnlyList<string> ExcludedFiles, IReadOnlyList<string> IncludedDirs, IReadOnlyList<string> IncludedFiles)
{
    private const int MostEntries = 1000;
    private const int LongestEntry = 512;

    /// <summary>
    /// Splits a list into its normal form, so that the same set in another order or spelling is the same index; null when it is too long
    /// or an entry is. An entry with control characters can match nothing and is left out.
    /// </summary>
    public static IReadOnlyList<string>? Split(string? lines)
    {
        var entries = (lines ?? "")
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => Normalize(Uri.UnescapeDataString(entry).Trim()))
            .Where(entry => entry.Length > 0 && !entry.Any(char.IsControl))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        return entries.Count > MostEntries || entries.Exists(entry => entry.Length > LongestEntry) ? null : entries;
    }

    // ./X/, X/ and X are the same.
    private static string Normalize(string entry)
    {
        while (entry.StartsWith("./", StringComparison.Ordinal))
        {
            entry = entry[2..];
        }

        return entry.TrimEnd('/');
    }
}
