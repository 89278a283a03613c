namespace DeepWiki.ChatApi.Legacy.Intents;

/// <summary>The client's prompt for a slide.</summary>
internal static class SlideMarks
{
    private const string TitleMark = "with the title \"";
    private const int MaxTitleLength = 200;

    /// <summary>Title of the slide; null where none is named.</summary>
    public static string? TitleOf(string text)
    {
        var at = text.IndexOf(TitleMark, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var from = at + TitleMark.Length;
        var lineEnd = text.IndexOf('\n', from) is >= 0 and var end ? end : text.Length;
        var close = text.LastIndexOf('"', lineEnd - 1, lineEnd - from);
        return close > from ? text[from..Math.Min(close, from + MaxTitleLength)] : null;
    }
}
