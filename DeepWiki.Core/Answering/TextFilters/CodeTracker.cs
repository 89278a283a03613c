namespace DeepWiki.Core.Answering.TextFilters;

/// <summary>
/// Knows at each character of an answer whether it stands in code: between fences of three or more backticks or tildes, each first on its
/// line (CommonMark 4.5), or between two runs of as many backticks within a paragraph (6.1).
/// </summary>
internal sealed class CodeTracker
{
    private char run;
    private int runLength;
    private bool runIsFirst;
    private bool isFirst = true;
    private bool isBlank = true;
    private int span;
    private char fence;
    private int fenceLength;
    private bool isInfo;
    private bool isClosing;

    /// <summary>True when the last character stands in code; of a run of backticks it is known after its end.</summary>
    public bool IsInside => span > 0 || fenceLength > 0;

    public void Step(char c)
    {
        if (runLength > 0 && c != run)
        {
            EndRun();
        }

        if (c is '`' or '~')
        {
            runIsFirst = runLength == 0 ? isFirst : runIsFirst;
            run = c;
            runLength++;
        }

        StepLine(c);
    }

    private void EndRun()
    {
        var length = runLength;
        runLength = 0;
        if (fenceLength > 0 && !isInfo)
        {
            isClosing = runIsFirst && run == fence && length >= fenceLength;
        }
        else if (fenceLength > 0)
        {
            // What follows a fence of backticks holds none: ```a``` on one line is inline code.
            if (run == '`' && fence == '`')
            {
                span = fenceLength == length ? 0 : fenceLength;
                (fenceLength, isInfo) = (0, false);
            }
        }
        else if (runIsFirst && length >= 3)
        {
            (fence, fenceLength, isInfo, span) = (run, length, true, 0);
        }
        else if (run == '`')
        {
            span = span == 0 ? length : span == length ? 0 : span;
        }
    }

    private void StepLine(char c)
    {
        if (c != '\n')
        {
            // In a quotation or a list a fence stands behind its marks.
            isFirst &= char.IsWhiteSpace(c) || char.IsAsciiDigit(c) || c is '>' or '-' or '*' or '+' or '.' or ')';
            isBlank &= char.IsWhiteSpace(c);
            isClosing &= char.IsWhiteSpace(c);
            return;
        }

        if (isClosing)
        {
            fenceLength = 0;
        }

        // A paragraph ends at a blank line; a stray backtick must not switch citations off for good.
        span = isBlank ? 0 : span;
        (isFirst, isBlank, isInfo, isClosing) = (true, true, false, false);
    }
}
