namespace DeepWiki.Core.Models.Remote.Thoughts;

/// <summary>Knows of each place of a streamed Markdown text if it is inside code: a fence, or a span of one line.</summary>
internal sealed class CodeTracker
{
    private const int MinFence = 3;

    private bool isLineStart = true;
    private char runOf;
    private int run;
    private bool runIsFirst;
    private int fence;
    private char fenceOf;
    private int span;

    public bool IsInside => fence > 0 || (run > 0 ? IsInsideAfterRun : span > 0);

    private bool IsInsideAfterRun => (runIsFirst && run >= MinFence) || (runOf == '`' ? CloseOrOpen(span, run) : span) > 0;

    public void Push(char c)
    {
        if (c is '`' or '~' && (run == 0 || c == runOf))
        {
            (runIsFirst, runOf) = (run == 0 ? isLineStart : runIsFirst, c);
            run++;
            isLineStart = false;
            return;
        }

        EndRun();
        if (c == '\n')
        {
            span = 0;
            isLineStart = true;
        }
        else
        {
            isLineStart &= c is ' ' or '>';
        }
    }

    // A span ends with as many backticks as it began with.
    private static int CloseOrOpen(int span, int run)
    {
        if (span == 0)
        {
            return run;
        }

        return span == run ? 0 : span;
    }

    private void EndRun()
    {
        if (run == 0)
        {
            return;
        }

        if (fence > 0)
        {
            fence = runIsFirst && runOf == fenceOf && run >= fence ? 0 : fence;
        }
        else if (runIsFirst && run >= MinFence)
        {
            (fence, fenceOf) = (run, runOf);
        }
        else if (runOf == '`')
        {
            span = CloseOrOpen(span, run);
        }

        run = 0;
    }
}
