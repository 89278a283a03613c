namespace DeepWiki.Core.SourceCode;

/// <summary>Chooses the lines of a passage that are quoted.</summary>
internal static class Quotes
{
    public const int LeadLines = 20;

    private const int SignatureLines = 8;
    private const int WindowLines = 10;
    private const int OtherLines = 9;
    private const int FenceLines = 24;

    /// <summary>
    /// Of the best passage: all of it when it is short, else how it begins and the lines further down that bear on the question most.
    /// </summary>
    public static IReadOnlyList<Quotation> OfLead(Passage passage)
    {
        var item = passage.Evidence;
        if (passage.Declaration is not { } declaration)
        {
            return [Window(passage, passage.Start, passage.End, WindowLines + 4)];
        }

        // A small type is worth seeing whole, its members included.
        var head = passage.Head;
        var full = declaration.IsType ? passage.FullEnd : passage.End;
        var end = Quotable(item, head, full - head <= LeadLines ? full : passage.End);
        if (end == head)
        {
            return [Window(passage, passage.Start, passage.End, WindowLines)];
        }

        if (end - head <= LeadLines)
        {
            return [item.Quote(head, end)];
        }

        var signature = SignatureEnd(item, head, end);
        var body = passage.DocstringEnd ?? signature;
        if (body == signature || body >= end)
        {
            // Without a docstring in between, the first lines of the body belong to the beginning.
            signature = Math.Min(end, Math.Max(signature, head + SignatureLines));
            body = signature;
        }

        var window = item.BestWindow(body, end, WindowLines);
        return window.Score > 0 && window.End - window.Start > 1
            ? [item.Quote(head, signature), item.Quote(window.Start, window.End)]
            : [item.Quote(head, signature)];
    }

    /// <summary>Of any other passage: its first line when that is all that matters, else the best window.</summary>
    public static Quotation OfOther(Passage passage)
    {
        var item = passage.Evidence;
        if (passage.Declaration is not null && passage.Head is var head && item.IsQuotable(head))
        {
            var end = Quotable(item, head, passage.End);
            var signature = SignatureEnd(item, head, end);
            if (end - head <= OtherLines || (passage.DocstringEnd is null && end - signature <= OtherLines))
            {
                return item.Quote(head, Math.Min(end, head + OtherLines));
            }

            var window = item.BestWindow(Math.Min(end, passage.DocstringEnd ?? signature), end, OtherLines);
            return window.Score == 0 ? item.Quote(head, passage.DocstringEnd is null ? Math.Min(end, head + OtherLines) : signature)
                : window.Start - head < 3 ? item.Quote(head, window.End)
                : item.Quote(window.Start, window.End);
        }

        return Window(passage, passage.Start, passage.End, OtherLines);
    }

    /// <summary>True when any line of it is short enough to be read.</summary>
    public static bool CanQuote(Passage passage) => Enumerable.Range(passage.Start, passage.End - passage.Start).Any(passage.Evidence.IsQuotable);

    private static Quotation Window(Passage passage, int from, int to, int most)
    {
        var item = passage.Evidence;
        var (start, end, score) = item.BestWindow(from, to, most);
        if (score == 0)
        {
            start = Enumerable.Range(from, to - from).FirstOrDefault(index => item.IsQuotable(index) && !string.IsNullOrWhiteSpace(item.Lines[index]), from);
            end = Math.Min(to, start + (most / 2));
        }

        if (SourceLanguage.IsProse(passage.Path))
        {
            (start, end) = Prose.WholeFences(item, start, end, FenceLines);
        }

        return item.Quote(start, Math.Max(start + 1, Quotable(item, start, end)));
    }

    private static int Quotable(Evidence item, int start, int end)
    {
        var quotable = start;
        while (quotable < end && item.IsQuotable(quotable))
        {
            quotable++;
        }

        return quotable;
    }

    /// <summary>Index after the line that opens the body.</summary>
    private static int SignatureEnd(Evidence item, int declaration, int end)
    {
        for (var i = declaration; i < end && i - declaration < SignatureLines; i++)
        {
            var line = item.Lines[i].AsSpan().TrimEnd();
            if (line.EndsWith("{") || line.EndsWith(":") || line.EndsWith(";") || line.EndsWith("=>"))
            {
                return i + 1;
            }
        }

        return declaration + 1;
    }
}
