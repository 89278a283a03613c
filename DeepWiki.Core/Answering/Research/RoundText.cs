using System.Text;
using DeepWiki.Core.Answering.TextFilters;

namespace DeepWiki.Core.Answering.Research;

/// <summary>
/// The rounds of a research in one text: each begins with the server's own heading, whatever heading the model writes in its place; headings inside are one
/// level lower, and code that a round leaves open is closed at its end.
/// </summary>
internal sealed class RoundText : ITextFilter
{
    private const int MaxHeadingLength = 200;

    private readonly StringBuilder line = new();
    private readonly StringBuilder output = new();
    private string? heading;
    private string fence = "";
    private bool hasBody;
    private bool isLineStart = true;

    /// <summary>Begins a round: the next text stands below its heading.</summary>
    public void Begin(string title) => heading = title;

    public string Push(string delta)
    {
        output.Clear();
        Open();
        foreach (var c in delta)
        {
            if (line.Length == 0 && !IsHeld(c))
            {
                Emit(c.ToString());
                continue;
            }

            line.Append(c);
            if (c == '\n' || line.Length > MaxHeadingLength)
            {
                TakeLine();
            }
        }

        return output.ToString();
    }

    public string Finish()
    {
        output.Clear();
        Open();
        TakeLine();
        if (fence.Length > 0)
        {
            Emit($"\n{fence}\n");
            fence = "";
        }

        if (hasBody)
        {
            output.Append("\n\n");
        }

        hasBody = false;
        return output.ToString();
    }

    private void Open()
    {
        if (heading is not null)
        {
            output.Append(heading).Append("\n\n");
            (heading, hasBody, isLineStart) = (null, false, true);
        }
    }

    // Only a line that may be a heading or a fence waits for its end.
    private bool IsHeld(char c) => (isLineStart && (c is '#' or '`' or ' ' or '\n')) || (!hasBody && char.IsWhiteSpace(c));

    private void TakeLine()
    {
        var text = line.ToString();
        line.Clear();
        var trimmed = text.TrimStart(' ');
        if (fence.Length > 0)
        {
            fence = trimmed.TrimEnd() == fence ? "" : fence;
        }
        else if (trimmed.StartsWith("```", StringComparison.Ordinal))
        {
            fence = new string('`', trimmed.TakeWhile(c => c == '`').Count());
        }
        else if (trimmed.StartsWith('#'))
        {
            var isOwn = !hasBody && (trimmed.Contains("Research", StringComparison.OrdinalIgnoreCase)
                || trimmed.Contains("Conclusion", StringComparison.OrdinalIgnoreCase));
            text = isOwn ? "" : trimmed.StartsWith("###", StringComparison.Ordinal) ? text : $"###{trimmed.TrimStart('#')}";
        }

        if (hasBody || text.Trim().Length > 0)
        {
            Emit(hasBody ? text : text.TrimStart('\n', ' '));
        }
    }

    private void Emit(string text)
    {
        if (text.Length > 0)
        {
            output.Append(text);
            (hasBody, isLineStart) = (true, text[^1] == '\n');
        }
    }
}
