namespace DeepWiki.Core.SourceCode;

/// <summary>A text and where its lines are, numbered from 1 as Git shows them: a final line end begins no further line.</summary>
public sealed class SourceLines
{
    private readonly List<int> starts = [0];

    public SourceLines(string text)
    {
        Text = text;
        for (var end = text.IndexOf('\n', StringComparison.Ordinal); end >= 0; end = text.IndexOf('\n', end + 1))
        {
            starts.Add(end + 1);
        }

        if (starts[^1] == text.Length)
        {
            starts.RemoveAt(starts.Count - 1);
        }
    }

    public string Text { get; }

    public int Count => starts.Count;

    public ReadOnlySpan<char> this[int line] => Text.AsSpan(starts[line - 1], End(line) - starts[line - 1]);

    public int Length(int line) => End(line) - starts[line - 1];

    /// <summary>Characters of a run of lines, joined by line feeds.</summary>
    public int Length(int start, int end) => End(end) - starts[start - 1];

    public string Join(int start, int end) => Text[starts[start - 1]..End(end)];

    public bool IsBlank(int line) => this[line].IsWhiteSpace();

    /// <summary>The line a position of the text is on.</summary>
    public int LineAt(int position)
    {
        var index = starts.BinarySearch(position);

        return index >= 0 ? index + 1 : ~index;
    }

    private int End(int line) => line < starts.Count ? starts[line] - 1 : Text.Length - (Text.EndsWith('\n') ? 1 : 0);
}
