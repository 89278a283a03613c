namespace DeepWiki.Core.SourceCode.Parsing;

/// <summary>Finds the lines that document a declaration or a whole file.</summary>
internal static class Documentation
{
    private const int MaxLines = 40;
    private const int HeaderLines = 60;
    private const int HeadLines = 20;

    private static readonly string[] Licences = ["copyright", "license", "licence", "permission is hereby", "redistribution", "spdx"];

    /// <summary>The comment right above a line, attributes between them left out; null for none.</summary>
    /// <param name="language">The language.</param>
    /// <param name="lines">The file.</param>
    /// <param name="declaration">The line.</param>
    /// <param name="floor">No line up to this one belongs to the comment.</param>
    public static LineSpan? Above(SourceLanguage language, SourceLines lines, int declaration, int floor)
    {
        var last = 0;
        var first = 0;
        var isApart = false;
        for (var line = declaration - 1; line > floor && declaration - line <= MaxLines; line--)
        {
            var text = lines[line].Trim();
            if (text.IsEmpty && last == 0 && !isApart && line - 1 > floor && lines[line - 1].TrimEnd().EndsWith("*/"))
            {
                isApart = true;
                continue;
            }

            if (language.BlockEndedBy(text) is { } opening)
            {
                var begin = line;
                while (begin > floor && !lines[begin].Contains(opening, StringComparison.Ordinal))
                {
                    begin--;
                }

                // Code before the comment has it for its own. Beyond a blank line only a comment made to document does, as in JavaScript.
                if (begin == floor || !lines[begin].TrimStart().StartsWith(isApart && last == 0 ? "/**" : opening))
                {
                    break;
                }

                last = last == 0 ? line : last;
                first = line = begin;
            }
            else if (language.IsComment(text))
            {
                last = last == 0 ? line : last;
                first = line;
            }
            else if (last > 0 || !IsAttribute(text))
            {
                break;
            }
        }

        return last == 0 ? null : new LineSpan(first, last);
    }

    /// <summary>The docstring of a function or class of Python; null for none.</summary>
    public static LineSpan? Inside(SourceLanguage language, SourceLines lines, int declaration, int end)
    {
        if (language.Fence != "python")
        {
            return null;
        }

        // The head may go over several lines, up to the one that ends in a colon.
        var head = declaration;
        while (head < end && head - declaration < HeadLines && !OpensBody(lines[head]))
        {
            head++;
        }

        return head < end ? Docstring(lines, head + 1) : null;
    }

    /// <summary>Comment at the beginning of a file about all of it; null for none. A licence or a declaration's own comment does not count.</summary>
    public static LineSpan? OfFile(SourceLanguage language, SourceLines lines)
    {
        if (language.Fence == "python" && Docstring(lines, FirstOfCode(language, lines)) is { } docstring)
        {
            return docstring;
        }

        var from = lines.Count > 0 && lines[1].StartsWith("#!") ? 2 : 1;
        while (from <= Math.Min(lines.Count, HeaderLines))
        {
            // A block goes on over blank lines to where it is closed.
            var to = from;
            while (to < lines.Count && (lines[from].TrimStart().StartsWith("/*") ? !lines[to].Contains("*/", StringComparison.Ordinal)
                : !lines.IsBlank(to) && !lines.IsBlank(to + 1)))
            {
                to++;
            }

            var isBlank = lines.IsBlank(from);
            if (!isBlank && !language.IsComment(lines[from]) && !lines[from].StartsWith("<?php"))
            {
                return null;
            }

            var isComment = language.IsComment(lines[to]) || language.BlockEndedBy(lines[to].TrimEnd()) is not null;
            if (!isBlank && isComment && !IsLicence(lines.Join(from, to)) && DocComment.Read(lines.Join(from, to).Split('\n'), 0, to - from + 1) is not null)
            {
                return new LineSpan(from, to);
            }

            from = isBlank ? from + 1 : to + 1;
        }

        return null;
    }

    /// <summary>True when a line is an attribute, an annotation or a decorator.</summary>
    public static bool IsAttribute(ReadOnlySpan<char> line)
    {
        var text = line.Trim();
        return text.StartsWith("@") || text.StartsWith("#[") || (text.StartsWith("[") && text.EndsWith("]"));
    }

    private static bool IsLicence(string text) => Array.Exists(Licences, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static int FirstOfCode(SourceLanguage language, SourceLines lines)
    {
        var line = 1;
        while (line <= lines.Count && (lines.IsBlank(line) || language.IsComment(lines[line])))
        {
            line++;
        }

        return line;
    }

    // def read(path):  # noqa
    private static bool OpensBody(ReadOnlySpan<char> line) => (line.IndexOf("  #") is >= 0 and var comment ? line[..comment] : line).TrimEnd().EndsWith(":");

    private static LineSpan? Docstring(SourceLines lines, int start)
    {
        var text = start <= lines.Count ? lines[start].TrimStart() : default;
        var literal = text.TrimStart("rRuU");
        var quotes = literal.StartsWith("\"\"\"") ? "\"\"\"" : literal.StartsWith("'''") ? "'''" : null;
        if (quotes is null)
        {
            return null;
        }

        var end = start;
        var rest = literal[quotes.Length..];
        while (!rest.Contains(quotes, StringComparison.Ordinal))
        {
            if (++end > lines.Count)
            {
                return null;
            }

            rest = lines[end];
        }

        return new LineSpan(start, end);
    }
}
