using System.Text;
using DeepWiki.Core.Answering.Requests;

namespace DeepWiki.Core.Answering.TextFilters;

/// <summary>
/// Sees that a round of research reads as the client expects it: its heading first, and before the last round no words by which the client
/// would take the research for finished. Code keeps them, parted by a character that nobody sees.
/// </summary>
internal sealed class ResearchText(ResearchIntent research, IReadOnlyList<string> open) : ITextFilter
{
    private const string NextSteps = "Next Steps";
    private const int MaxHeadingLength = 200;
    private const string WordJoiner = "\u2060";

    // What the client looks for, and what says the same of one round.
    private static readonly (string Final, string Interim)[] Endings =
    [
        ("This concludes our research", "This ends one round of our research"),
        ("This completes our investigation", "This ends one round of our investigation"),
        ("This concludes the deep research process", "This ends one round of the research"),
        ("Key Findings and Implementation Details", "Findings and implementation details"),
        ("In conclusion,", "So far,"),
        ("Conclusion", "conclusion"),
    ];

    private static readonly int MaxEndingLength = Endings.Max(ending => ending.Final.Length);

    private readonly StringBuilder start = new();
    private readonly StringBuilder held = new();
    private readonly StringBuilder output = new();
    private readonly CodeTracker code = new();
    private bool hasBegun;
    private bool hasNextSteps;

    public string Push(string delta)
    {
        output.Clear();
        if (hasBegun)
        {
            Guard(delta);
        }
        else
        {
            start.Append(delta);
            if (FirstLineIsWhole())
            {
                Begin();
            }
        }

        return output.ToString();
    }

    public string Finish()
    {
        output.Clear();
        if (!hasBegun)
        {
            Begin();
        }

        Release(0);
        if (!research.IsLast && !hasNextSteps)
        {
            output.Append($"\n\n## {NextSteps}\n");
            output.Append(string.Concat(open.Select(path => $"\n- `{path}`")));
            output.Append('\n');
        }

        return output.ToString();
    }

    private bool FirstLineIsWhole()
    {
        var text = start.ToString().TrimStart();
        return text.Contains('\n') || text.Length > MaxHeadingLength;
    }

    private void Begin()
    {
        hasBegun = true;
        var text = start.ToString().TrimStart();
        var lineEnd = text.IndexOf('\n') is >= 0 and var end ? end : text.Length;
        var line = text[..lineEnd];
        output.Append(research.Heading);
        if (line.StartsWith(research.Heading, StringComparison.Ordinal))
        {
            Guard(text[research.Heading.Length..]);
            return;
        }

        // A heading of another round, or of the same one in another form, makes room for ours; any other line stays.
        Guard(IsHeading(line) ? text[lineEnd..] : "\n\n" + text);
    }

    private static bool IsHeading(string line) =>
        line.StartsWith('#')
        && (line.Contains("Research", StringComparison.OrdinalIgnoreCase) || line.Contains("Conclusion", StringComparison.OrdinalIgnoreCase));

    private void Guard(string text)
    {
        if (research.IsLast)
        {
            output.Append(text);
            return;
        }

        held.Append(text);
        Release(MaxEndingLength);
    }

    /// <summary>Gives what can no longer be the beginning of an ending.</summary>
    private void Release(int keep)
    {
        var text = held.ToString();
        var at = 0;
        while (text.Length - at > keep)
        {
            // Whether a character stands in code is known once it has been taken.
            code.Step(text[at]);
            hasNextSteps |= text.AsSpan(at).StartsWith(NextSteps, StringComparison.Ordinal);
            var (final, interim) = Array.Find(Endings, ending => text.AsSpan(at).StartsWith(ending.Final, StringComparison.Ordinal));
            output.Append(final is null ? text[at].ToString() : code.IsInside ? final.Insert(1, WordJoiner) : interim);
            foreach (var c in final is null ? "" : final[1..])
            {
                code.Step(c);
            }

            at += final?.Length ?? 1;
        }

        held.Clear().Append(text.AsSpan(at));
    }
}
