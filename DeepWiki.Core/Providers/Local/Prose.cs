namespace DeepWiki.Core.Providers.Local;

/// <summary>Finds the paragraphs of a document that say something.</summary>
internal static class Prose
{
    private const int FewestWords = 5;

    /// <summary>Index of the first line of the first paragraph that is text and neither heading, badge, list, table nor code; else of the first line.</summary>
    public static int FirstParagraph(Evidence document)
    {
        var fenced = false;
        for (var i = 0; i < document.Lines.Count; i++)
        {
            var line = document.Lines[i].AsSpan().Trim();
            fenced ^= line.StartsWith("```");
            var underlined = i + 1 < document.Lines.Count && IsUnderline(document.Lines[i + 1]);
            if (!fenced && !underlined && IsText(line) && document.IsQuotable(i))
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>Index after the last line of the paragraph at <paramref name="start"/>, at most <paramref name="most"/> lines on.</summary>
    public static int EndOfParagraph(Evidence document, int start, int most)
    {
        var end = start + 1;
        while (end < document.Lines.Count && end - start < most && !string.IsNullOrWhiteSpace(document.Lines[end]) && document.IsQuotable(end))
        {
            end++;
        }

        return end;
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
        return words >= FewestWords || (line.Length >= 20 && line[0] > '\u3000');
    }

    private static bool IsUnderline(string line) => line.Length >= 3 && line.AsSpan().Trim("=-~ ").IsEmpty;
}
