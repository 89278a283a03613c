using System.Text;
using DeepWiki.Core.Answering.TextFilters;

namespace DeepWiki.Core.Answering.Citations;

/// <summary>
/// Passes an answer through as it arrives and replaces references by verified links. Only what may still become a reference is held
/// back: at most one bracket, with those within it, and its target. Code, fenced or inline, is never touched.
/// </summary>
internal sealed class CitationFilter(CitationVerifier verifier) : ITextFilter
{
    private const int MaxHeldLength = 4096;

    // Text behind a reference that turns out to be no address is read again: the longer it may be, the more often.
    private const int MaxTargetLength = 2_000;

    // Text that is no reference after all is read again from its second bracket on: each level costs one more reading.
    private const int MaxLabelDepth = 8;

    private const string EmptyLink = "[]()";

    private readonly StringBuilder output = new();
    private readonly StringBuilder held = new();
    private readonly CodeTracker code = new();
    private State state = State.Text;
    private int labelLength;
    private int depth;
    private char previous = '\n';
    private char? firstHalf;
    private long given;

    // A list of references that lost one keeps no comma for it: what follows the lost one, as far as it may be that comma.
    private string? dropped;

    private enum State
    {
        Text,
        Label,
        AfterLabel,
        Target,
    }

    public string Push(string delta)
    {
        output.Clear();
        output.Append(firstHalf);
        firstHalf = null;
        foreach (var c in delta)
        {
            Step(c);
        }

        return TakeWholeCharacters();
    }

    public string Finish()
    {
        output.Clear();
        output.Append(firstHalf);
        Settle();
        output.Append(dropped);
        dropped = null;
        given += output.Length;
        return output.ToString();
    }

    private void Step(char c)
    {
        switch (state)
        {
            case State.Label when c is '\n' or '`' || held.Length > MaxHeldLength || (c == '[' && depth == MaxLabelDepth):
                Reject();
                Step(c);
                return;
            case State.Label:
                StepLabel(c);
                return;
            case State.AfterLabel when c == '(':
                held.Append(c);
                depth = 1;
                state = State.Target;
                return;
            case State.AfterLabel:
                Resolve();
                Step(c);
                return;
            case State.Target when c == '\n' || held.Length - labelLength > MaxTargetLength:
                Resolve();
                Step(c);
                return;
            case State.Target:
                StepTarget(c);
                return;
            default:
                StepText(c);
                return;
        }
    }

    // app/[id]/page.tsx:1-9
    private void StepLabel(char c)
    {
        depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        held.Append(c);
        if (depth == 0)
        {
            labelLength = held.Length - 2;
            state = State.AfterLabel;
        }
    }

    private void StepTarget(char c)
    {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        held.Append(c);
        if (depth == 0)
        {
            Resolve();
        }
    }

    private void StepText(char c)
    {
        code.Step(c);
        if (dropped is { } comma)
        {
            if ((comma.Length == 0 && c == ',') || (comma == "," && c == ' '))
            {
                dropped = comma + c;
                return;
            }

            output.Append(c == '[' && comma.Length > 0 ? "" : comma);
            dropped = null;
        }

        if (c == '[' && !code.IsInside)
        {
            held.Append(c);
            depth = 1;
            state = State.Label;
            return;
        }

        output.Append(c);
        previous = c;
    }

    private void Settle()
    {
        while (state != State.Text)
        {
            if (state == State.Label)
            {
                Reject();
            }
            else
            {
                Resolve();
            }
        }
    }

    private void Resolve()
    {
        var label = held.ToString(1, labelLength);
        var hasTarget = state == State.Target;

        // a[3] is code in prose; [3] after a space is a reference.
        var number = label.Length > 0 && label.All(char.IsAsciiDigit);
        var verdict = number && (hasTarget || char.IsLetterOrDigit(previous) || previous is '_' or ')' or ']') ? null : verifier.Verify(label);
        if (verdict is null && hasTarget && depth == 0 && held.Length == labelLength + EmptyLink.Length)
        {
            verdict = verifier.VerifyFile(label);
        }

        if (verdict is null)
        {
            Reject();
            return;
        }

        // An address that has no end is only text behind the reference.
        var rest = hasTarget && depth > 0 ? held.ToString(labelLength + 2, held.Length - labelLength - 2) : "";
        held.Clear();
        state = State.Text;
        if (verdict.Cited is { } cited)
        {
            verifier.Place(cited, given + output.Length, verdict.Text.Length);
        }

        output.Append(verdict.Text);
        previous = verdict.Text.Length > 0 ? ']' : previous;
        dropped = verdict.Text.Length == 0 && rest.Length == 0 ? "" : null;
        Reread(rest);
    }

    // The bracket opens no reference, but one may stand behind it.
    private void Reject()
    {
        var text = held.ToString();
        held.Clear();
        state = State.Text;
        output.Append(text[0]);
        previous = text[0];
        Reread(text[1..]);
    }

    private void Reread(string text)
    {
        foreach (var c in text)
        {
            Step(c);
        }
    }

    // A surrogate pair is never cut: its first half waits for the second.
    private string TakeWholeCharacters()
    {
        if (output.Length > 0 && char.IsHighSurrogate(output[^1]))
        {
            firstHalf = output[^1];
            output.Length--;
        }

        given += output.Length;
        return output.ToString();
    }
}
