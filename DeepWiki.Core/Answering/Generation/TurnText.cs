namespace DeepWiki.Core.Answering.Generation;

/// <summary>
/// Text of a model that may call functions. A model likes to say what it is about to look at; nobody knows that it is no answer until the call comes. So the
/// first words of each turn are held back until they are an answer beyond doubt: a citation, a second paragraph, or more than a remark would have.
/// </summary>
internal sealed class TurnText
{
    private const int MaxRemark = 240;

    private readonly List<string> held = [];
    private bool isAnswer;
    private bool wasAnswer;

    /// <summary>True while words wait.</summary>
    public bool IsHolding => held.Count > 0;

    /// <summary>True once any of it was shown.</summary>
    public bool HasShown { get; private set; }

    /// <summary>Takes text that no call can follow, and gives it with what waits.</summary>
    public IReadOnlyList<string> Pass(string text)
    {
        held.Add(text);
        return Release();
    }

    /// <summary>Takes more text and gives what can be shown.</summary>
    public IReadOnlyList<string> Push(string text)
    {
        held.Add(text);
        return isAnswer || IsAnswer(string.Concat(held)) ? Release() : [];
    }

    /// <summary>Gives all that waits, in the pieces in which it came: no call follows it, or none has come for a while.</summary>
    public IReadOnlyList<string> Release()
    {
        if (held.Count == 0)
        {
            return [];
        }

        // What was shown before a call and what comes after it are two paragraphs.
        IReadOnlyList<string> pieces = wasAnswer ? ["\n\n" + string.Concat(held).TrimStart()] : [.. held];
        held.Clear();
        (isAnswer, wasAnswer, HasShown) = (true, false, true);
        return pieces;
    }

    /// <summary>A call has come: gives the remark before it, null for none. The next text begins a new turn.</summary>
    public string? TakeRemark()
    {
        var remark = string.Concat(held).Trim();
        held.Clear();
        (wasAnswer, isAnswer) = (wasAnswer || isAnswer, false);
        return remark.Length == 0 ? null : remark;
    }

    private static bool IsAnswer(string text)
    {
        var start = text.TrimStart();
        return start.Length > MaxRemark
            || start.StartsWith('#')
            || start.StartsWith("```", StringComparison.Ordinal)
            || start.Contains("](", StringComparison.Ordinal)
            || start.TrimEnd().Contains('\n');
    }
}
