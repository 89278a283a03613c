using DeepWiki.Core.Answering.Requests;

namespace DeepWiki.ChatApi.Legacy.Intents;

/// <summary>The client's prompt for a page.</summary>
internal static class PageMarks
{
    private const string TitleMark = "H1 Markdown heading: `# ";
    private const int MaxFiles = 50;
    private const int MaxTitleLength = 300;

    /// <summary>Null when the text is no such prompt.</summary>
    public static PageIntent? Parse(string text)
    {
        var at = text.IndexOf(TitleMark, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        // A title may hold backticks itself; its line ends with one that is followed by nothing but a full stop.
        var from = at + TitleMark.Length;
        var lineEnd = text.IndexOf('\n', from) is >= 0 and var end ? end : text.Length;
        var close = text.LastIndexOf('`', lineEnd - 1, lineEnd - from);
        var title = (close >= from ? text[from..close] : text[from..lineEnd]).Trim();
        return title.Length == 0 ? null : new PageIntent(title.Length <= MaxTitleLength ? title : title[..MaxTitleLength], FilesIn(text.AsSpan(0, at)));
    }

    // - [src/a.cs](https://github.com/o/r/blob/main/src/a.cs)
    private static List<string> FilesIn(ReadOnlySpan<char> text)
    {
        // The prompt speaks of the block before and after it as well: the list begins where its first line stands.
        var start = text.IndexOf("\n- [");
        var files = new List<string>();
        if (start < 0)
        {
            return files;
        }

        foreach (var range in text[start..].EnumerateLines())
        {
            var line = range.Trim();
            var target = line.LastIndexOf("](");
            if (line.StartsWith("- [") && target > 3 && files.Count < MaxFiles && line[3..target].ToString() is var path && !path.Any(char.IsControl))
            {
                files.Add(path);
            }
        }

        return [.. files.Distinct(StringComparer.Ordinal)];
    }
}
