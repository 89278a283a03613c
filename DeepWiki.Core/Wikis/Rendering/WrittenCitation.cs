using System.Globalization;

namespace DeepWiki.Core.Wikis.Rendering;

/// <summary>A citation as it stands in the text of a page.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="StartLine">First line, from 1; null for the whole file.</param>
/// <param name="EndLine">Last line; null for the whole file.</param>
/// <param name="Position">Place of its link, in UTF-16 units.</param>
/// <param name="Length">Length of its link.</param>
internal sealed record WrittenCitation(string Path, int? StartLine, int? EndLine, int Position, int Length)
{
    /// <summary>The citation of a link's words; null when they name no path.</summary>
    public static WrittenCitation? Parse(string label, int position, int length)
    {
        // src/a.cs:10-24
        var colon = label.LastIndexOf(':');
        if (colon > 0 && label.AsSpan(colon + 1) is var range && range.IndexOf('-') is > 0 and var dash
            && int.TryParse(range[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && int.TryParse(range[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var end))
        {
            return new WrittenCitation(label[..colon], start, end, position, length);
        }

        return label.Length > 0 ? new WrittenCitation(label, null, null, position, length) : null;
    }

    /// <summary>The link with its address.</summary>
    public static string Link(string path, int startLine, int endLine, string address) =>
        string.Create(CultureInfo.InvariantCulture, $"[{Label(path)}:{startLine}-{endLine}]({address})");

    // __init__.py would come out bold.
    private static string Label(string path) => path.Replace("__", @"\_\_", StringComparison.Ordinal).Replace("*", @"\*", StringComparison.Ordinal);
}
