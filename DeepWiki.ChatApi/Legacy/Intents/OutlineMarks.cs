using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Prompts;

namespace DeepWiki.ChatApi.Legacy.Intents;

/// <summary>The client's prompt for an outline.</summary>
internal static class OutlineMarks
{
    /// <summary>Null when the text is no such prompt.</summary>
    public static OutlineIntent? Parse(string text)
    {
        if (Between(text, "<file_tree>", "</file_tree>") is null || Between(text, "<readme>", "</readme>") is not { } readme)
        {
            return null;
        }

        // A README may speak of sections, too: what counts stands after it.
        var rest = text.AsSpan(text.LastIndexOf("</readme>", StringComparison.Ordinal));
        var detail = rest.Contains("<sections>", StringComparison.Ordinal) ? OutlineDetail.Comprehensive : OutlineDetail.Concise;
        return new OutlineIntent(detail, readme.Trim());
    }

    private static string? Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal);
        var to = text.LastIndexOf(end, StringComparison.Ordinal);
        return from >= 0 && to > from ? text[(from + start.Length)..to] : null;
    }
}
