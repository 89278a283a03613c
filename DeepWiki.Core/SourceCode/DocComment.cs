using System.Text.RegularExpressions;

namespace DeepWiki.Core.SourceCode;

/// <summary>The first sentence of the comment that documents a declaration or a file.</summary>
/// <param name="Sentence">Without comment marks and tags.</param>
/// <param name="FirstIndex">Index of the first line it was read from.</param>
/// <param name="LastIndex">Index of the last one.</param>
internal sealed partial record DocComment(string Sentence, int FirstIndex, int LastIndex)
{
    private const int MaxSentenceLength = 300;
    private const int MinSentenceLength = 12;

    private static readonly string[] NoDocumentation =
        ["copyright", "license", "spdx", "eslint", "pylint", "noqa", "todo", "pragma", "-*-", "!/", "generated", "region", "_string_literal"];

    // An example in a comment is no sentence.
    private static readonly string[] CodeMarks = [":=", " = ", "{", "();", "=>", "==", "->"];

    /// <summary>The sentence in the lines of a comment from <paramref name="from"/> up to before <paramref name="to"/>; null when they hold none.</summary>
    public static DocComment? Read(IReadOnlyList<string> lines, int from, int to)
    {
        var words = "";
        var first = -1;
        for (var i = from; i < to; i++)
        {
            var text = Bare(lines[i]);
            if (text.Length == 0 || text[0] is ':' or '@' || NoDocumentation.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)))
            {
                if (words.Length > 0)
                {
                    return From(words, first, i - 1); // A paragraph ends without a full stop.
                }

                continue;
            }

            first = first < 0 ? i : first;
            words = words.Length == 0 ? text : words + " " + text;
            if (EndOfSentence(words) is { } end)
            {
                return From(words[..end], first, i);
            }

            if (words.Length > MaxSentenceLength)
            {
                return null;
            }
        }

        return words.Length > 0 ? From(words, first, to - 1) : null;
    }

    private static int? EndOfSentence(string words)
    {
        foreach (var end in SentenceEnd().EnumerateMatches(words))
        {
            var before = words.AsSpan(0, end.Index);
            if (end.Index > 0 && !char.IsWhiteSpace(before[^1]) && !before.EndsWith("e.g") && !before.EndsWith("i.e") && !before.EndsWith("etc"))
            {
                return end.Index + 1;
            }
        }

        return null;
    }

    private static DocComment? From(string sentence, int first, int last) =>
        sentence.Length is >= MinSentenceLength and <= MaxSentenceLength && sentence.Contains(' ') && !CodeMarks.Any(sentence.Contains)
            ? new DocComment(sentence, first, last)
            : null;

    /// <summary>A line of comment without its marks: <c>/// &lt;summary&gt;Reads &lt;see cref="Chunk"/&gt;s.</c> becomes <c>Reads Chunks.</c></summary>
    private static string Bare(string line)
    {
        var text = line.Trim();
        if (text.Length == 0 || text[0] is '[' or '@')
        {
            return "";
        }

        text = text.TrimStart('/', '*', '#', '-', '!', ' ', '\t');
        text = text.TrimStart('r', 'u').StartsWith("\"\"\"", StringComparison.Ordinal) ? text.TrimStart('r', 'u') : text;
        text = text.Replace("\"\"\"", "", StringComparison.Ordinal).Replace("'''", "", StringComparison.Ordinal).Replace("*/", "", StringComparison.Ordinal);
        text = Reference().Replace(text, "${name}");
        return Tag().Replace(text, "").Trim();
    }

    [GeneratedRegex(
        "<(?:see|seealso|paramref|typeparamref)\\s+[a-z]+=\"(?:[A-Z]:)?(?<name>[^\"]*)\"\\s*/>",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    [GeneratedRegex("</?[A-Za-z][^<>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[.!?](?:\s|$)", RegexOptions.NonBacktracking)]
    private static partial Regex SentenceEnd();
}
