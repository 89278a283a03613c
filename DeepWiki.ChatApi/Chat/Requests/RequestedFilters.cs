namespace DeepWiki.ChatApi.Chat.Requests;

/// <summary>Include and exclude lists of a request, one entry per line on the wire.</summary>
internal sealed record RequestedFilters(
    IReadOnlyList<string> ExcludedDirs, IReadOnlyList<string> ExcludedFiles, IReadOnlyList<string> IncludedDirs, IReadOnlyList<string> IncludedFiles)
{
    private const int MaxEntries = 1000;
    private const int MaxEntryLength = 512;

    // A character of UTF-8 takes up to four bytes, each of them three characters when it is percent-encoded.
    private const int MaxEncodedLength = 12 * MaxEntryLength;

    /// <summary>
    /// Splits a list into its normal form, so that the same set in another order or spelling is the same index; null when it is too long
    /// or an entry is. An entry with control characters can match nothing and is left out.
    /// </summary>
    public static IReadOnlyList<string>? Split(string? lines)
    {
        var entries = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var range in (lines ?? "").AsSpan().Split('\n'))
        {
            var line = lines.AsSpan()[range].Trim();

            // What is far too long is so in any form: nothing is done with it.
            if (line.Length > MaxEncodedLength || entries.Count > MaxEntries)
            {
                return null;
            }

            var entry = Normalize(Uri.UnescapeDataString(line).Trim());
            if (entry.Length > MaxEntryLength)
            {
                return null;
            }

            if (entry.Length > 0 && !entry.Any(char.IsControl))
            {
                entries.Add(entry);
            }
        }

        return entries.Count > MaxEntries ? null : [.. entries];
    }

    // ./X/, X/ and X are the same.
    private static string Normalize(string entry)
    {
        var start = 0;
        while (entry.AsSpan(start).StartsWith("./"))
        {
            start += 2;
        }

        return entry[start..].TrimEnd('/');
    }
}
