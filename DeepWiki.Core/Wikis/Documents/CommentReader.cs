using System.Net;
using System.Text.RegularExpressions;

namespace DeepWiki.Core.Wikis.Documents;

/// <summary>Reads the comment on a declaration, or on a file, as a document: marks and tags gone, references as code.</summary>
internal static partial class CommentReader
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const int MaxLineLength = 600;

    // Brackets of type arguments, until no tag can be taken for them.
    private const char Opening = '\u0001';
    private const char Closing = '\u0002';

    private static readonly string[] NoDocumentation =
        ["copyright", "licensed under", "spdx-", "eslint", "pylint", "noqa", "todo", "fixme", "@ts-", "-*-", "#!/", "generated", "#region",
            "module dependencies", "module variables", "module exports", "nolint", "pragma"];

    /// <summary>Blocks of the comment in the lines from <paramref name="from"/> up to before <paramref name="to"/>.</summary>
    /// <param name="language">Language of the file, as fences name it.</param>
    /// <param name="lines">Lines of the file.</param>
    /// <param name="from">Index of the first line of the comment.</param>
    /// <param name="to">Index after its last line.</param>
    /// <param name="firstLine">Number of the line at index 0.</param>
    public static IReadOnlyList<DocumentBlock> Read(string language, IReadOnlyList<string> lines, int from, int to, int firstLine)
    {
        var bare = new List<string>(to - from);
        for (var i = from; i < to; i++)
        {
            var text = Bare(lines[i], language);
            bare.Add(NoDocumentation.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)) ? "" : RepositoryLink.Clean(text));
        }

        Dedent(bare);
        var start = firstLine + from;
        return language switch
        {
            "python" => new RestructuredReader(start).Read(Google(bare)),
            "csharp" or "fsharp" or "vbnet" => [.. MarkdownReader.Read(Xml(bare), start)],
            _ => [.. MarkdownReader.Read(Tagged(bare), start)],
        };
    }

    /// <summary>A line without the marks of the comment; its indentation stays, for code has one.</summary>
    private static string Bare(string line, string language)
    {
        if (line.Length > MaxLineLength)
        {
            return "";
        }

        var text = line.TrimEnd();
        if (language == "python")
        {
            text = Quotes().Replace(text, "");
            return text.TrimStart().StartsWith("# ", StringComparison.Ordinal) ? text.TrimStart()[2..] : text;
        }

        var trimmed = text.TrimStart();
        if (trimmed is ['[' or '@', ..] && !trimmed.StartsWith("@param", StringComparison.Ordinal))
        {
            return "";
        }

        return Marks().Replace(text, "").Replace("*/", "", StringComparison.Ordinal).Replace("-->", "", StringComparison.Ordinal).TrimEnd();
    }

    private static void Dedent(List<string> lines)
    {
        // The first line stands behind the opening mark.
        var common = lines.Skip(1).Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        for (var i = 0; i < lines.Count; i++)
        {
            lines[i] = i == 0 ? lines[i].TrimStart() : lines[i].Length >= common ? lines[i][common..] : lines[i].TrimStart();
        }
    }

    // Args:   Returns:   Parameters, underlined: all up to the next line at the edge belongs to the reference.
    private static List<string> Google(List<string> lines)
    {
        var skips = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var starts = Section().IsMatch(lines[i]) || (i + 1 < lines.Count && NumpySection().IsMatch(lines[i])
                && lines[i + 1].StartsWith("---", StringComparison.Ordinal));
            skips = starts || (skips && (lines[i].Length == 0 || char.IsWhiteSpace(lines[i][0]) || lines[i].StartsWith("---", StringComparison.Ordinal)));
            lines[i] = skips ? "" : lines[i];
        }

        return lines;
    }

    // <summary>Reads <see cref="Chunk"/>s.</summary>
    private static List<string> Xml(List<string> lines)
    {
        var isCode = false;
        var hidden = "";
        for (var i = 0; i < lines.Count; i++)
        {
            var text = lines[i];
            if (hidden.Length == 0 && HiddenTag().Match(text) is { Success: true } tag)
            {
                hidden = tag.Groups["tag"].Value;
            }

            var ends = hidden.Length > 0 && (text.Contains($"</{hidden}>", StringComparison.OrdinalIgnoreCase)
                || text.TrimEnd().EndsWith("/>", StringComparison.Ordinal));
            if (hidden.Length > 0)
            {
                lines[i] = "";
                hidden = ends ? "" : hidden;
                continue;
            }

            if (text.Contains("<code", StringComparison.OrdinalIgnoreCase) || text.Contains("</code", StringComparison.OrdinalIgnoreCase))
            {
                isCode = !text.Contains("</code", StringComparison.OrdinalIgnoreCase);
                lines[i] = "```";
                continue;
            }

            if (isCode)
            {
                lines[i] = WebUtility.HtmlDecode(text);
                continue;
            }

            text = Reference().Replace(text.Trim(), match => $"`{Short(match.Groups["name"].Value)}`");
            text = InlineCode().Replace(text, "`${text}`");
            text = text.Replace("<item>", "- ", StringComparison.OrdinalIgnoreCase).Replace("<para>", "", StringComparison.OrdinalIgnoreCase);
            lines[i] = WebUtility.HtmlDecode(Tag().Replace(text, "")).Replace("<", "\\<", StringComparison.Ordinal)
                .Replace(Opening, '<').Replace(Closing, '>').Trim();
        }

        return lines;
    }

    // Javadoc and JSDoc: {@link Gson#toJson(Object)}, <p>, <pre>, and tags at the edge.
    private static List<string> Tagged(List<string> lines)
    {
        var isCode = false;
        var isFenced = false;
        var hides = false;
        JoinLinks(lines);
        for (var i = 0; i < lines.Count; i++)
        {
            var text = lines[i];
            isFenced ^= text.TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (isFenced)
            {
                continue;
            }

            hides = !isCode && text.TrimStart() is ['@', ..] ? true : hides && text.Trim().Length > 0 && text.TrimStart()[0] != '<';
            if (hides)
            {
                lines[i] = "";
                continue;
            }

            var opens = text.Contains("<pre", StringComparison.OrdinalIgnoreCase);
            var closes = text.Contains("</pre", StringComparison.OrdinalIgnoreCase);
            if (opens || closes)
            {
                var content = Tag().Replace(text, "").Replace("{@code", "", StringComparison.Ordinal).Trim().Trim('}').Trim();
                lines[i] = opens == closes ? $"    {content}" : "```";
                isCode = opens && !closes;
                continue;
            }

            if (isCode)
            {
                lines[i] = WebUtility.HtmlDecode(text);
                continue;
            }

            lines[i] = Html(text);
        }

        return lines;
    }

    // A link that is closed on the next line is read there.
    private static void JoinLinks(List<string> lines)
    {
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            if (lines[i].LastIndexOf("{@", StringComparison.Ordinal) is >= 0 and var open && lines[i].IndexOf('}', open) < 0 && lines[i + 1].Contains('}')
                && !lines[i].Contains("<pre", StringComparison.OrdinalIgnoreCase))
            {
                (lines[i], lines[i + 1]) = (lines[i][..open].TrimEnd(), $"{lines[i][open..].TrimEnd()} {lines[i + 1].TrimStart()}");
            }
        }
    }

    private static string Html(string text)
    {
        if (!text.Contains('<') && !text.Contains("{@", StringComparison.Ordinal) && !text.Contains('&'))
        {
            return RustLink().Replace(text, "${code}");
        }

        var written = JavaLink().Replace(text, match => $"`{Short(match.Groups["name"].Value)}`");
        written = InlineCode().Replace(written, "`${text}`");
        written = Paragraph().IsMatch(written.Trim()) ? Paragraph().Replace(written.Trim(), "") : written;
        written = HtmlHeading().Match(written.Trim()) is { Success: true } heading ? $"### {heading.Groups["text"].Value}" : written;
        written = written.Replace("<li>", "- ", StringComparison.OrdinalIgnoreCase);
        return KnownTag().Replace(written, "");
    }

    private static string Short(string name)
    {
        var plain = name.Length > 1 && name[1] == ':' ? name[2..] : name;
        var parameters = plain.IndexOf('(', StringComparison.Ordinal);
        plain = parameters > 0 ? plain[..parameters] : plain;
        return plain.TrimStart('#').Replace('#', '.').Replace("`", "", StringComparison.Ordinal).Replace('{', Opening).Replace('}', Closing);
    }

    [GeneratedRegex(@"[rRuU]?(""""""|''')", Linear)]
    private static partial Regex Quotes();

    [GeneratedRegex(@"^\s*(///|//!|//|/\*\*|/\*!|/\*|\*(?!/)|--\||--|#\||#+|;+|%+|\(\*+|<!--)? ?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"^\s*(Args|Arguments|Returns|Return|Raises|Yields|Parameters|Attributes|Keyword Args|Example|Examples|Usage|Note|Notes):\s*$", Linear)]
    private static partial Regex Section();

    [GeneratedRegex(@"^(Parameters|Returns|Raises|Yields|Attributes|Other Parameters|Examples|Notes|References|See Also)\s*$", Linear)]
    private static partial Regex NumpySection();

    [GeneratedRegex(@"<(?<tag>param|returns|exception|typeparam|value|example|inheritdoc|seealso|permission)\b", Linear)]
    private static partial Regex HiddenTag();

    [GeneratedRegex(@"<(see|seealso|paramref|typeparamref)\s+\w+=""(?<name>[^""]*)""\s*(/>|>[^<]*</see>)", Linear)]
    private static partial Regex Reference();

    [GeneratedRegex(@"<(c|code|tt)>(?<text>[^<>`]*)</(c|code|tt)>", Linear)]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\{@(link|linkplain|code|literal|value|inheritDoc)\s*(?<name>[^{}\s]*)[^{}]*\}", Linear)]
    private static partial Regex JavaLink();

    // [`Walk`]: crate::Walk is the target of a link and no text; [`Walk`](struct.Walk.html) is one.
    [GeneratedRegex(@"\[(?<code>`[^`\[\]]+`)\](\([^()]*\)|\[[^\[\]]*\])?", Linear)]
    private static partial Regex RustLink();

    [GeneratedRegex(@"^<h[1-6][^<>]*>(?<text>[^<>]+)(</h[1-6]>)?$", Linear)]
    private static partial Regex HtmlHeading();

    [GeneratedRegex(@"^</?(p|ul|ol|br|dl|h[1-6])\s*/?>", Linear)]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"</?(p|a|b|i|em|strong|li|ul|ol|br|h[1-6]|dl|dt|dd|span|tt|code|table|tr|td|th|tbody|sup|sub|blockquote)(\s[^<>]*)?/?>", Linear)]
    private static partial Regex KnownTag();

    [GeneratedRegex(@"</?[A-Za-z][^<>]*>", Linear)]
    private static partial Regex Tag();
}
