using System.Text.RegularExpressions;

namespace DeepWiki.Core.SourceCode;

/// <summary>The first sentence of the comment that documents a declaration.</summary>
/// <param name="Sentence">Without comment marks and tags.</param>
/// <param name="FirstIndex">Index of the first line it was read from.</param>
/// <param name="LastIndex">Index of the last one.</param>
/// <param name="BodyIndex">Where the code begins that the comment is about, or goes on after a docstring.</param>
internal sealed partial record DocComment(string Sentence, int FirstIndex, int LastIndex, int BodyIndex)
{
    private const int MaxSentenceLength = 300;
    private const int MinSentenceLength = 12;

    private static readonly string[] NoDocumentation =
        ["copyright", "license", "spdx", "eslint", "pylint", "noqa", "todo", "pragma", "-*-", "!/", "generated", "region"];

    // An example in a comment is no sentence.
    private static readonly string[] CodeMarks = [":=", " = ", "{", "();", "=>", "==", "->"];

    /// <summary>The same, when the lines it was found in begin at <paramref name="offset"/> of others.</summary>
    public DocComment MovedBy(int offset) => new(Sentence, FirstIndex + offset, LastIndex + offset, BodyIndex + offset);

    /// <summary>The comment before or, as in Python, inside the declaration that the lines begin with.</summary>
    public static DocComment? Find(IReadOnlyList<string> lines)
    {
        var code = DeclarationIndex(lines);
        if (code == lines.Count)
        {
            return null;
        }

        return Read(lines, 0, code, code) ?? Docstring(lines, code);
    }

    /// <summary>The first line that is neither blank, comment, attribute nor decorator.</summary>
    public static int DeclarationIndex(IReadOnlyList<string> lines)
    {
        var insideBlock = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].AsSpan().Trim();
            var comment = insideBlock || line.IsEmpty || StartsComment(line);
            insideBlock = (insideBlock || line.StartsWith("/*")) && !line.Contains("*/", StringComparison.Ordinal);
            if (!comment && !(line[0] == '[' && line[^1] == ']') && line[0] != '@')
            {
                return i;
            }
        }

        return lines.Count;
    }

    /// <summary>The string literal that begins at a line, as a module, a class or a function of Python is documented by one.</summary>
    public static DocComment? DocstringAt(IReadOnlyList<string> lines, int start)
    {
        if (start >= lines.Count || Quotes(lines[start].AsSpan().TrimStart()) is not { } quotes)
        {
            return null;
        }

        var end = start;
        var opened = lines[start].IndexOf(quotes, StringComparison.Ordinal) + quotes.Length;
        while (end < lines.Count && lines[end].IndexOf(quotes, end == start ? opened : 0, StringComparison.Ordinal) < 0)
        {
            end++;
        }

        return Read(lines, start, Math.Min(end + 1, lines.Count), end + 1);
    }

    private static bool StartsComment(ReadOnlySpan<char> line) =>
        line.StartsWith("//") || line.StartsWith("/*") || line.StartsWith("*") || line.StartsWith("--") || line.StartsWith("<!--")
        || (line[0] == '#' && !SourceLanguage.IsDirective(line));

    private static DocComment? Docstring(IReadOnlyList<string> lines, int declaration)
    {
        // The declaration itself may go over several lines, up to the one that ends in a colon.
        var start = declaration;
        while (start < lines.Count && !OpensBody(lines[start]))
        {
            start++;
        }

        return DocstringAt(lines, start + 1);
    }

    // def read(path):  # noqa
    private static bool OpensBody(string line) =>
        (line.IndexOf("  #", StringComparison.Ordinal) is >= 0 and var comment ? line[..comment] : line).TrimEnd().EndsWith(':');

    private static string? Quotes(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart("rRuU");
        return text.StartsWith("\"\"\"") ? "\"\"\"" : text.StartsWith("'''") ? "'''" : null;
    }

    private static DocComment? Read(IReadOnlyList<string> lines, int from, int to, int body)
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
                    return Of(words, first, i - 1, body); // A paragraph ends without a full stop.
                }

                continue;
            }

            first = first < 0 ? i : first;
            words = words.Length == 0 ? text : words + " " + text;
            if (EndOfSentence(words) is { } end)
            {
                return Of(words[..end], first, i, body);
            }

            if (words.Length > MaxSentenceLength)
            {
                return null;
            }
        }

        return words.Length > 0 ? Of(words, first, to - 1, body) : null;
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

    private static DocComment? Of(string sentence, int first, int last, int body) =>
        sentence.Length is >= MinSentenceLength and <= MaxSentenceLength && sentence.Contains(' ') && !CodeMarks.Any(sentence.Contains)
            ? new DocComment(sentence, first, last, body)
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
