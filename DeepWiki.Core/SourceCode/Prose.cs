namespace DeepWiki.Core.SourceCode;

/// <summary>Finds the sections of a document and the paragraphs that say something.</summary>
internal static class Prose
{
    private const int MinWords = 5;

    /// <summary>Passages below each heading; headings are names and no text.</summary>
    public static IEnumerable<Passage> Sections(Evidence document)
    {
        var lines = document.Lines;
        var start = 0;
        var heading = document.Block.Symbol;
        var fenced = false;
        for (var i = 0; i < lines.Count; i++)
        {
            fenced ^= IsFence(lines[i]);
            if (fenced || HeadingLength(lines, i) is not (> 0 and var length))
            {
                continue;
            }

            if (HoldsText(lines, start, i))
            {
                yield return new Passage { Evidence = document, Start = start, End = i, Heading = heading };
            }

            heading = lines[i].Trim('#', ' ', '\t');
            start = i + length;
            i = start - 1;
        }

        if (HoldsText(lines, start, lines.Count))
        {
            yield return new Passage { Evidence = document, Start = start, End = lines.Count, Heading = heading };
        }
    }

    /// <summary>Index of the first line of the first paragraph that is text and neither heading, badge, list, table nor code; else of the first line.</summary>
    public static int FirstParagraph(Evidence document)
    {
        var fenced = false;
        for (var i = 0; i < document.Lines.Count; i++)
        {
            var line = document.Lines[i].AsSpan().Trim();
            fenced ^= IsFence(line);
            if (!fenced && HeadingLength(document.Lines, i) == 0 && IsText(line) && document.IsQuotable(i))
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>Index after the last of the paragraphs of text that begin at <paramref name="start"/>, at most <paramref name="most"/> lines on.</summary>
    public static int EndOfText(Evidence document, int start, int most)
    {
        var end = EndOfParagraph(document, start, most);
        while (true)
        {
            var next = end;
            while (next < document.Lines.Count && string.IsNullOrWhiteSpace(document.Lines[next]))
            {
                next++;
            }

            if (next >= document.Lines.Count || HeadingLength(document.Lines, next) > 0 || !IsText(document.Lines[next].AsSpan().Trim()))
            {
                return end;
            }

            var following = EndOfParagraph(document, next, most);
            if (following - start > most)
            {
                return end;
            }

            end = following;
        }
    }

    private static int EndOfParagraph(Evidence document, int start, int most)
    {
        var end = start + 1;
        while (end < document.Lines.Count && end - start < most && !string.IsNullOrWhiteSpace(document.Lines[end]) && document.IsQuotable(end))
        {
            end++;
        }

        return end;
    }

    /// <summary>A window that begins or ends inside fenced code is widened to all of it, if that is not too long.</summary>
    public static (int Start, int End) WholeFences(Evidence document, int start, int end, int most)
    {
        var open = -1;
        for (var i = 0; i < document.Lines.Count; i++)
        {
            if (!IsFence(document.Lines[i]))
            {
                continue;
            }

            if (open < 0)
            {
                open = i;
                continue;
            }

            if (open < end && i >= start && i + 1 - open <= most)
            {
                (start, end) = (Math.Min(start, open), Math.Max(end, i + 1));
            }

            open = -1;
        }

        return (start, end);
    }

    private static bool IsFence(ReadOnlySpan<char> line) => line.TrimStart().StartsWith("```") || line.TrimStart().StartsWith("~~~");

    /// <summary>Number of lines of the heading at <paramref name="index"/>; 0 when there is none.</summary>
    private static int HeadingLength(IReadOnlyList<string> lines, int index)
    {
        var line = lines[index].AsSpan().TrimEnd();
        if (line.StartsWith("#") && line.TrimStart('#') is { Length: > 1 } text && text[0] == ' ' && line.Length - text.Length <= 6)
        {
            return 1;
        }

        return line.Length > 0 && !char.IsWhiteSpace(line[0]) && char.IsLetterOrDigit(line[0]) && index + 1 < lines.Count && IsUnderline(lines[index + 1])
            ? 2
            : 0;
    }

    private static bool HoldsText(IReadOnlyList<string> lines, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsText(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || !(char.IsLetter(line[0]) || line[0] is '*' or '_' or '`' or '"') || line.StartsWith("* "))
        {
            return false;
        }

        var words = 0;
        foreach (var range in line.Split(' '))
        {
            words += range.End.Value > range.Start.Value ? 1 : 0;
        }

        // Scripts without spaces have long words.
        return words >= MinWords || (line.Length >= 20 && line[0] > '\u3000');
    }

    private static bool IsUnderline(string line) => line.Length >= 3 && line.AsSpan().Trim("=-~^").IsEmpty;
}
