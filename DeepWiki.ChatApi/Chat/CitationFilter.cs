using System.Text;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// Passes an answer through as it arrives and replaces references by verified links. Only what may still become a reference is held
/// back: at most one bracket with its target. Code, fenced or inline, is never touched.
/// </summary>
internal sealed class CitationFilter(CitationVerifier verifier)
{
    private const int LongestHeld = 4096;

    private readonly StringBuilder output = new();
    private readonly StringBuilder held = new();
    private State state = State.Text;
    private int labelLength;
    private int backticks;
    private int openRun;
    private char previous = '\n';
    private char? firstHalf;

    private enum State
    {
        Text,
        Label,
        AfterLabel,
        Target,
    }

    /// <summary>Takes the next piece and gives what can be sent now, perhaps nothing.</summary>
    public string Push(string piece)
    {
        output.Clear();
        output.Append(firstHalf);
        firstHalf = null;
        foreach (var c in piece)
        {
            Step(c);
        }

        return TakeWholeCharacters();
    }

    /// <summary>Gives what was still held back when the answer ends.</summary>
    public string Finish()
    {
        output.Clear();
        output.Append(firstHalf);
        if (state == State.AfterLabel)
        {
            Resolve(withTarget: false);
        }

        Release();
        return output.ToString();
    }

    private void Step(char c)
    {
        switch (state)
        {
            case State.Label when c == ']':
                labelLength = held.Length - 1;
                held.Append(c);
                state = State.AfterLabel;
                return;
            case State.Label when c is '\n' or '[' or '`' || held.Length > LongestHeld:
                Release();
                StepText(c);
                return;
            case State.AfterLabel when c == '(':
                held.Append(c);
                state = State.Target;
                return;
            case State.AfterLabel:
                Resolve(withTarget: false);
                StepText(c);
                return;
            case State.Target when c == ')':
                held.Append(c);
                Resolve(withTarget: true);
                return;
            case State.Target when c == '\n' || held.Length > LongestHeld:
                Release();
                StepText(c);
                return;
            case State.Label or State.Target:
                held.Append(c);
                return;
            default:
                StepText(c);
                return;
        }
    }

    private void StepText(char c)
    {
        TrackCode(c);
        if (c == '[' && openRun == 0)
        {
            held.Append(c);
            state = State.Label;
            return;
        }

        output.Append(c);
        previous = c;
    }

    // A run of backticks opens code that ends at a run of the same length (CommonMark 6.1); three or more at the start of a line fence a block.
    private void TrackCode(char c)
    {
        if (c == '`')
        {
            backticks++;
            return;
        }

        if (backticks > 0)
        {
            openRun = openRun == 0 ? backticks : openRun == backticks || (openRun >= 3 && backticks >= openRun) ? 0 : openRun;
            backticks = 0;
        }

        // Inline code does not cross a blank line; a stray backtick must not switch citations off for good.
        if (c == '\n' && previous == '\n' && openRun is 1 or 2)
        {
            openRun = 0;
        }
    }

    private void Resolve(bool withTarget)
    {
        var label = held.ToString(1, labelLength);

        // a[3] is code in prose; [3] after a space is a reference.
        var number = label.Length > 0 && label.All(char.IsAsciiDigit);
        var verdict = number && (withTarget || char.IsLetterOrDigit(previous) || previous is '_' or ')' or ']') ? null : verifier.Judge(label);
        if (verdict is null)
        {
            Release();
            return;
        }

        held.Clear();
        state = State.Text;
        output.Append(verdict);
        previous = ']';
    }

    private void Release()
    {
        foreach (var chunk in held.GetChunks())
        {
            output.Append(chunk.Span);
        }

        previous = held.Length > 0 ? held[^1] : previous;
        held.Clear();
        state = State.Text;
    }

    // A surrogate pair is never cut: its first half waits for the second.
    private string TakeWholeCharacters()
    {
        if (output.Length > 0 && char.IsHighSurrogate(output[^1]))
        {
            firstHalf = output[^1];
            output.Length--;
        }

        return output.ToString();
    }
}
