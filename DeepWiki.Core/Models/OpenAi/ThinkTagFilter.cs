namespace DeepWiki.Core.Models.OpenAi;

/// <summary>
/// Takes the literal tags <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c> out of a stream and keeps what stands between them, also when a tag is cut over
/// deltas.
/// </summary>
internal sealed class ThinkTagFilter
{
    private static readonly string[] Tags = ["<think>", "</think>"];

    private string held = "";

    /// <summary>Text that may go out now; the beginning of a possible tag is held back.</summary>
    public string Push(string delta)
    {
        var text = held + delta;
        foreach (var tag in Tags)
        {
            text = text.Replace(tag, "", StringComparison.Ordinal);
        }

        var keep = HeldBack(text);
        held = text[^keep..];
        return text[..^keep];
    }

    /// <summary>Text that was held back and has turned out to be no tag.</summary>
    public string Flush()
    {
        var rest = held;
        held = "";
        return rest;
    }

    private static int HeldBack(string text)
    {
        var start = text.LastIndexOf('<');
        return start >= 0 && Tags.Any(tag => tag.StartsWith(text.AsSpan(start), StringComparison.Ordinal)) ? text.Length - start : 0;
    }
}
