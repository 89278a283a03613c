namespace DeepWiki.Core.Wikis.Diagrams;

/// <summary>A place in the text of a diagram, and how to go on from it. Looking ahead is bounded, so that reading stays linear.</summary>
internal sealed class DiagramCursor(string text)
{
    private const int Ahead = 1_000;

    public int Position { get; set; }

    public bool IsAtEnd => Position >= text.Length;

    /// <summary>The character here, or a line feed behind the last one.</summary>
    public char Current => Peek(0);

    public bool IsAtLineEnd => Current == '\n';

    /// <summary>The text from here to the end of the line, as far as it can matter.</summary>
    public string RestOfLine => text[Position..Near(crossesLines: false)];

    public char Peek(int offset) => Position + offset >= 0 && Position + offset < text.Length ? text[Position + offset] : '\n';

    public bool StartsWith(string mark) => string.CompareOrdinal(text, Position, mark, 0, mark.Length) == 0;

    public bool Take(string mark)
    {
        if (!StartsWith(mark))
        {
            return false;
        }

        Position += mark.Length;
        return true;
    }

    public void SkipBlanks()
    {
        while (Current is ' ' or '\t' && !IsAtEnd)
        {
            Position++;
        }
    }

    public void SkipSpace()
    {
        while (!IsAtEnd && (char.IsWhiteSpace(Current) || Current == ';'))
        {
            Position++;
        }
    }

    /// <summary>Goes to the end of the line and gives what stood before it.</summary>
    public string TakeLine()
    {
        var end = IsAtEnd ? text.Length : text.IndexOf('\n', Position) is >= 0 and var at ? at : text.Length;
        var line = text[Position..end];
        Position = end;
        return line;
    }

    public string TakeWhile(Func<char, bool> belongs)
    {
        var start = Position;
        while (!IsAtEnd && belongs(Current))
        {
            Position++;
        }

        return text[start..Position];
    }

    /// <summary>Text before <paramref name="mark"/>, near and, unless asked otherwise, on this line; null when there is none. Moves behind the mark.</summary>
    public string? TakeUntil(string mark, bool crossesLines = false)
    {
        var at = text.AsSpan(Position, Near(crossesLines) - Position).IndexOf(mark, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var found = text.Substring(Position, at);
        Position += at + mark.Length;
        return found;
    }

    public string Slice(int from) => text[from..Position];

    private int Near(bool crossesLines)
    {
        var length = Math.Min(Ahead, text.Length - Position);
        var end = crossesLines ? -1 : text.AsSpan(Position, length).IndexOf('\n');
        return Position + (end < 0 ? length : end);
    }
}
