using DeepWiki.Core.SourceCode;

namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>Headings of Markdown and reStructuredText. A symbol is the path of headings, such as <c>Install &gt; Docker</c>.</summary>
internal static class HeadingOutline
{
    private const int MaxTitle = 120;
    private const int MaxLevels = 6;

    public static Outline Markdown(SourceLines lines)
    {
        var titles = new string?[MaxLevels];
        var boundaries = new List<Boundary>();
        var blocks = new List<LineSpan>();
        for (var line = 1; line <= lines.Count; line++)
        {
            if (Fence(lines[line]) is { Length: > 0 } fence)
            {
                var end = line + 1;
                while (end < lines.Count && !Closes(lines[end], fence))
                {
                    end++;
                }

                blocks.Add(new LineSpan(line, Math.Min(end, lines.Count)));
                line = end;
            }
            else if (MarkdownLevel(lines, line) is var level && level > 0)
            {
                boundaries.Add(new Boundary(line, Name(titles, level, lines[line].Trim("# \t"))));
            }
        }

        return new Outline(ChunkKind.Structure, boundaries) { Blocks = blocks, HasHeadings = true };
    }

    /// <summary>A title with a line of equal signs below it; the first such sign seen is the highest level.</summary>
    public static Outline ReStructured(SourceLines lines)
    {
        var titles = new string?[MaxLevels];
        var signs = new List<char>();
        var boundaries = new List<Boundary>();
        for (var line = 1; line < lines.Count; line++)
        {
            var title = lines[line].TrimEnd();
            if (title.IsEmpty
                || char.IsWhiteSpace(title[0])
                || IsRule(title)
                || !IsRule(lines[line + 1].TrimEnd())
                || lines[line + 1].TrimEnd().Length < title.Length)
            {
                continue;
            }

            var sign = lines[line + 1][0];
            if (!signs.Contains(sign) && signs.Count < MaxLevels)
            {
                signs.Add(sign);
            }

            var start = line > 1 && IsRule(lines[line - 1].TrimEnd()) ? line - 1 : line;
            boundaries.Add(new Boundary(start, Name(titles, Math.Max(1, signs.IndexOf(sign) + 1), title)));
            line++;
        }

        return new Outline(ChunkKind.Structure, boundaries) { HasHeadings = true };
    }

    // "# Title", or "Title" above "===" or "---".
    private static int MarkdownLevel(SourceLines lines, int line)
    {
        var text = lines[line].TrimEnd();
        var marks = text.IndexOfAnyExcept('#');
        if (marks is >= 1 and <= MaxLevels && text[marks] is ' ' or '\t')
        {
            return marks;
        }

        if (line == lines.Count || text.IsEmpty || !char.IsLetterOrDigit(text[0]) || (line > 1 && !lines.IsBlank(line - 1)))
        {
            return 0;
        }

        var rule = lines[line + 1].TrimEnd();

        return rule.Length < 2 ? 0 : rule.IndexOfAnyExcept('=') < 0 ? 1 : rule.IndexOfAnyExcept('-') < 0 ? 2 : 0;
    }

    private static ReadOnlySpan<char> Fence(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart();
        if (line.Length - text.Length > 3 || text.Length < 3 || text[0] is not ('`' or '~'))
        {
            return default;
        }

        var length = text.IndexOfAnyExcept(text[0]);
        length = length < 0 ? text.Length : length;

        return length >= 3 && !text[length..].Contains('`') ? text[..length] : default;
    }

    private static bool Closes(ReadOnlySpan<char> line, ReadOnlySpan<char> fence)
    {
        var text = line.Trim();

        return text.Length >= fence.Length && text.IndexOfAnyExcept(fence[0]) < 0;
    }

    private static bool IsRule(ReadOnlySpan<char> line) =>
        line.Length >= 3 && !char.IsLetterOrDigit(line[0]) && char.IsAscii(line[0]) && line[0] > ' ' && line.IndexOfAnyExcept(line[0]) < 0;

    private static string Name(string?[] titles, int level, ReadOnlySpan<char> title)
    {
        titles[level - 1] = title[..Math.Min(title.Length, MaxTitle)].ToString();
        titles.AsSpan(level).Clear();

        return string.Join(" > ", titles.Where(name => !string.IsNullOrEmpty(name)));
    }
}
