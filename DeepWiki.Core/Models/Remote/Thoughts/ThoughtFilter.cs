using System.Text;

namespace DeepWiki.Core.Models.Remote.Thoughts;

/// <summary>
/// Parts the thoughts that some models write into their answers from the answers: <c>&lt;think&gt;…&lt;/think&gt;</c> in its spellings, also when a
/// tag is cut over deltas. A tag inside code is what the answer is about. A block that is opened after the answer's first word and never closed is
/// part of the answer; one at its beginning is a thought, closed or not.
/// </summary>
/// <param name="beginsInThought">True for a model that is known to leave out the opening tag, as its prompt ends with it.</param>
internal sealed class ThoughtFilter(bool beginsInThought)
{
    private static readonly string[] Opening = ["<think>", "<thinking>", "<thought>"];
    private static readonly string[] Closing = ["</think>", "</thinking>", "</thought>"];

    private readonly CodeTracker code = new();
    private readonly StringBuilder written = new();
    private readonly StringBuilder lead = new();

    // Comes back as text when it turns out to be no thought.
    private readonly StringBuilder doubtful = new();
    private readonly List<(string Text, bool IsThought)> parts = [];
    private string held = "";
    private bool isThinking = beginsInThought;
    private bool isAssumed = beginsInThought;
    private bool hasText;
    private bool hasThought;

    /// <summary>True when a block was closed that was never opened: all before it was a thought.</summary>
    public bool LacksOpening { get; private set; }

    /// <summary>The parts that are sure now, in order; what may be the beginning of a tag is held back.</summary>
    public IReadOnlyList<(string Text, bool IsThought)> Push(string delta)
    {
        var text = held + delta;
        held = "";
        parts.Clear();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '<' && (isThinking || !code.IsInside))
            {
                var rest = text.AsSpan(i);
                if (Find(rest, isThinking && !isAssumed ? Closing : [.. Opening, .. Closing]) is { } tag)
                {
                    Turn(tag);
                    i += tag.Length - 1;
                    continue;
                }

                if (IsBeginning(rest))
                {
                    held = rest.ToString();
                    break;
                }
            }

            Write(text[i]);
        }

        Settle();
        return parts;
    }

    /// <summary>Text that was held back and is no thought.</summary>
    public string Flush()
    {
        var isText = !isThinking || isAssumed || hasText;
        var rest = isText ? doubtful + held : "";
        doubtful.Clear();
        held = "";
        return rest;
    }

    private void Write(char c)
    {
        if (isThinking)
        {
            if (isAssumed || hasText)
            {
                doubtful.Append(c);
            }

            if (!hasText)
            {
                written.Append(c);
            }

            return;
        }

        if (!hasText && char.IsWhiteSpace(c))
        {
            lead.Append(c);
            return;
        }

        if (!hasText)
        {
            // What stands around a thought before the answer belongs to neither.
            hasText = true;
            written.Append(hasThought ? "" : lead.ToString());
        }

        code.Push(c);
        written.Append(c);
    }

    private void Turn(string tag)
    {
        var opens = Opening.Contains(tag, StringComparer.OrdinalIgnoreCase);
        if (opens && isThinking)
        {
            // The model has opened its block itself, so nothing is missing.
            isAssumed &= doubtful.ToString().AsSpan().Trim().Length > 0;
            if (!isAssumed)
            {
                doubtful.Clear();
            }

            return;
        }

        if (!opens && !isThinking)
        {
            LacksOpening = true;
            hasThought = true;
            return;
        }

        Settle();
        if (opens)
        {
            // Comes back with its tag if it is never closed.
            doubtful.Append(hasText ? tag : "");
        }
        else
        {
            if (hasText)
            {
                parts.Add((doubtful.ToString()[(doubtful.ToString().IndexOf('>') + 1)..], IsThought: true));
            }

            LacksOpening |= isAssumed;
            doubtful.Clear();
            isAssumed = false;
        }

        hasThought = true;
        isThinking = opens;
    }

    private void Settle()
    {
        if (written.Length > 0)
        {
            parts.Add((written.ToString(), isThinking));
            written.Clear();
        }
    }

    private static string? Find(ReadOnlySpan<char> text, string[] tags)
    {
        foreach (var tag in tags)
        {
            if (text.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
            {
                return tag;
            }
        }

        return null;
    }

    private static bool IsBeginning(ReadOnlySpan<char> text)
    {
        foreach (var tag in (ReadOnlySpan<string>)[.. Opening, .. Closing])
        {
            if (tag.AsSpan().StartsWith(text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
