using System.Text.RegularExpressions;

namespace DeepWiki.Core.Wikis.Documents;

/// <summary>
/// A link from a document to another file, kept within the text until a page knows where it leads. The marks are characters of private use, which are taken
/// out of all that is read.
/// </summary>
internal static partial class RepositoryLink
{
    private const char Begin = '\uE000';
    private const char Middle = '\uE001';
    private const char End = '\uE002';

    public static string Mark(string target, string label) => $"{Begin}{target}{Middle}{label}{End}";

    /// <summary>The text with each link written as a page has it.</summary>
    /// <param name="text">Text of a block.</param>
    /// <param name="write">Writes a link by its target and its label.</param>
    public static string Resolve(string text, Func<string, string, string> write) =>
        text.Contains(Begin) ? Link().Replace(text, match => write(match.Groups["target"].Value, match.Groups["label"].Value)) : text;

    /// <summary>The text with nothing in it that could be a mark.</summary>
    public static string Clean(string text) => text.AsSpan().IndexOfAnyInRange(Begin, End) < 0 ? text : string.Concat(text.Where(c => c is < Begin or > End));

    /// <summary>True when the address leads to a file of the repository.</summary>
    public static bool IsInside(string? url) =>
        !string.IsNullOrEmpty(url) && url[0] is not ('#' or '/' or '\\') && !url.Contains(':', StringComparison.Ordinal)
            && url.All(c => c > ' ' && c < '\u007f');

    [GeneratedRegex("\uE000(?<target>[^\uE000-\uE002]*)\uE001(?<label>[^\uE000-\uE002]*)\uE002", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
