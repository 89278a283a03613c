using System.Text;

namespace DeepWiki.Core.SourceCode;

/// <summary>Whole consecutive lines of a file, as they are in its blob, and the citation that proves them.</summary>
/// <param name="Path">Path at the commit.</param>
/// <param name="StartLine">First line, 1-based.</param>
/// <param name="Lines">The lines.</param>
internal sealed record Quotation(string Path, int StartLine, IReadOnlyList<string> Lines)
{
    /// <summary>Citation in the form that the server verifies and links; only the server knows the commit's address.</summary>
    public string Citation => Cite(Path, StartLine, StartLine + Lines.Count - 1);

    public static string Cite(string path, int start, int end) => $"[{path}:{start}-{end}]()";

    /// <summary>Text as inline code, whatever backticks it holds.</summary>
    public static string Code(string text)
    {
        var fence = new string('`', LongestRun(text) + 1);
        return fence.Length == 1 ? $"`{text}`" : $"{fence} {text} {fence}";
    }

    /// <summary>Prose as a block quotation, all else as fenced code.</summary>
    public string ToMarkdown()
    {
        if (!SourceLanguage.IsProse(Path) || Lines.Any(HoldsMarkup))
        {
            return Fenced();
        }

        var text = new StringBuilder();
        foreach (var line in Lines)
        {
            text.Append("> ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The lines as code, in which nothing comes alive.</summary>
    public string Fenced()
    {
        var fence = new string('`', Math.Max(3, Lines.Max(LongestRun) + 1));
        var text = new StringBuilder(fence).Append(SourceLanguage.FenceOf(Path)).Append('\n');
        foreach (var line in Lines)
        {
            text.Append(line).Append('\n');
        }

        return text.Append(fence).Append('\n').ToString();
    }

    // Links, images and HTML of a stranger's document must not come alive inside an answer, and a fence or heading would break out of its quotation.
    private static bool HoldsMarkup(string line) =>
        line.Contains("](", StringComparison.Ordinal) || line.Contains("]:", StringComparison.Ordinal) || line.Contains('<') || line.StartsWith('#')
        || Markup.HoldsAddress(line) || IsUnderline(line) || line.StartsWith(".. ", StringComparison.Ordinal) || line.Contains("][", StringComparison.Ordinal)
        || line.Contains("```", StringComparison.Ordinal) || line.Contains("~~~", StringComparison.Ordinal)
        || line.StartsWith("    ", StringComparison.Ordinal) || line.Contains('\t');

    private static bool IsUnderline(string line) => line.Length >= 2 && line.AsSpan().Trim("=-~^ ").IsEmpty;

    private static int LongestRun(string text)
    {
        var longest = 0;
        var run = 0;
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
