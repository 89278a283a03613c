using System.Globalization;
using DeepWiki.Core.Chunks;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// Says whether a reference in an answer points at lines the model was shown, and under which address they can be opened. What it was not
/// shown it cannot cite, whatever it claims.
/// </summary>
internal sealed class CitationVerifier(IReadOnlyList<ContextBlock> blocks, Func<string, int, int, string> addressOf)
{
    /// <summary>References that became links.</summary>
    public int Sent { get; private set; }

    /// <summary>References that did not hold and were taken out.</summary>
    public int Dropped { get; private set; }

    /// <summary>
    /// Judges the text between the brackets of a link: <c>src/a.cs:10-24</c>, <c>src/a.cs:10</c> or the number of an excerpt.
    /// </summary>
    /// <returns>A whole link; an empty text when the reference does not hold; null when the text is no reference at all.</returns>
    public string? Judge(string label)
    {
        if (int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            // An index such as [0] is far more often code than a citation.
            return number >= 1 && number <= blocks.Count ? Accept(blocks[number - 1].Path, blocks[number - 1].StartLine, blocks[number - 1].EndLine) : null;
        }

        if (Parse(label) is not var (path, start, end))
        {
            return null;
        }

        var shown = blocks.Any(block => block.Path == path && block.StartLine <= start && end <= block.EndLine);
        return shown && start <= end ? Accept(path, start, end) : Drop();
    }

    private static (string Path, int Start, int End)? Parse(string label)
    {
        var colon = label.LastIndexOf(':');
        if (colon <= 0 || label.Length > 4096)
        {
            return null;
        }

        var range = label.AsSpan(colon + 1);
        var dash = range.IndexOf('-');
        var first = dash < 0 ? range : range[..dash];
        var last = dash < 0 ? range : range[(dash + 1)..];
        return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            ? (label[..colon], start, end)
            : null;
    }

    private string Accept(string path, int start, int end)
    {
        Sent++;
        return $"[{path}:{start}-{end}]({addressOf(path, start, end)})";
    }

    private string Drop()
    {
        Dropped++;
        return "";
    }
}
