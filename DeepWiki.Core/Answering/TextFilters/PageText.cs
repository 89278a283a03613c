using System.Text;
using DeepWiki.Core.Wikis.Diagrams;

namespace DeepWiki.Core.Answering.TextFilters;

/// <summary>
/// The body of a page as a model writes it, line by line: without a fence around the whole, without the list of sources and the title that the
/// server writes itself, and with diagrams that parse. A diagram that cannot be mended stays readable as text.
/// </summary>
internal sealed class PageText(string title) : ITextFilter
{
    private const int MaxDiagramLength = 60_000;
    private const int MaxDetailLines = 200;

    private readonly StringBuilder line = new();
    private readonly StringBuilder output = new();
    private readonly StringBuilder diagram = new();
    private string? fence;
    private bool hasBody;
    private bool isWrapped;
    private bool isInDetails;
    private int detailLines;
    private bool isDiagram;

    public string Push(string delta)
    {
        output.Clear();
        foreach (var c in delta)
        {
            line.Append(c);
            if (c == '\n')
            {
                Take(line.ToString());
                line.Clear();
            }
        }

        return output.ToString();
    }

    public string Finish()
    {
        output.Clear();
        if (line.Length > 0)
        {
            Take(line.ToString());
        }

        // Cut off inside a diagram: what is there is not one.
        if (isDiagram)
        {
            Emit("```text\n" + diagram.ToString().TrimEnd() + "\n```\n");
        }
        else if (fence is not null && !(isWrapped && fence == "```"))
        {
            Emit("\n" + fence + "\n");
        }

        return output.ToString();
    }

    private void Take(string whole)
    {
        var text = whole.Trim();
        if (!hasBody && IsHead(text))
        {
            return;
        }

        hasBody = true;
        if (isDiagram)
        {
            TakeDiagram(whole, text);
        }
        else if (fence is null && FenceOf(text) is { } opened)
        {
            // The last line of an answer that was wrapped whole.
            if (isWrapped && text == "```")
            {
                isWrapped = false;
                return;
            }

            fence = opened;
            isDiagram = text[opened.Length..].Trim().Equals("mermaid", StringComparison.OrdinalIgnoreCase);
            diagram.Clear();
            Emit(isDiagram ? "" : whole);
        }
        else
        {
            fence = fence is not null && IsClosing(text, fence) ? null : fence;
            Emit(whole);
        }
    }

    private void TakeDiagram(string whole, string text)
    {
        if (!IsClosing(text, fence ?? ""))
        {
            diagram.Append(whole);
            if (diagram.Length <= MaxDiagramLength)
            {
                return;
            }

            Emit("```text\n" + diagram);
            isDiagram = false;
            return;
        }

        var source = diagram.ToString();
        Emit(MermaidText.Repair(source) is { } repaired ? $"```mermaid\n{repaired.TrimEnd()}\n```\n" : $"```text\n{source.TrimEnd()}\n```\n");
        (isDiagram, fence) = (false, null);
    }

    /// <summary>True when the line belongs to what the server has written already.</summary>
    private bool IsHead(string text)
    {
        if (text.Length == 0)
        {
            return true;
        }

        // A list of sources that is never closed must not swallow the page.
        if (isInDetails && ++detailLines <= MaxDetailLines && !text.StartsWith('#'))
        {
            isInDetails = !text.Contains("</details>", StringComparison.OrdinalIgnoreCase);
            return true;
        }

        isInDetails = false;

        if (text.StartsWith("<details", StringComparison.OrdinalIgnoreCase))
        {
            isInDetails = !text.Contains("</details>", StringComparison.OrdinalIgnoreCase);
            return true;
        }

        if (text.StartsWith("```", StringComparison.Ordinal) && text[3..].Trim().ToLowerInvariant() is "markdown" or "md")
        {
            isWrapped = true;
            return true;
        }

        return text.StartsWith("# ", StringComparison.Ordinal) || string.Equals(text, title, StringComparison.OrdinalIgnoreCase);
    }

    private void Emit(string text) => output.Append(text);

    private static string? FenceOf(string text)
    {
        var length = text.TakeWhile(c => c == '`').Count();
        return length >= 3 && !text[length..].Contains('`') ? text[..length] : null;
    }

    private static bool IsClosing(string text, string fence) => text.Length >= fence.Length && text.All(c => c == '`');
}
