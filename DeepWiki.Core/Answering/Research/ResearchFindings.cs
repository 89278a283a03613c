using System.Text;
using System.Text.RegularExpressions;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Answering.Research;

/// <summary>The text of a round as later rounds read it.</summary>
internal sealed partial class ResearchFindings(string title)
{
    private readonly StringBuilder text = new();
    private readonly HashSet<int> cited = [];

    /// <summary>Numbers of the blocks that it cites.</summary>
    public IReadOnlyCollection<int> Cited => cited;

    public void Note(AnswerEvent item)
    {
        if (item is AnswerDelta delta)
        {
            text.Append(delta.Text);
        }
        else if (item is AnswerCitation citation)
        {
            cited.Add(citation.Number);
        }
    }

    /// <summary>The text without addresses, cut to so many characters; empty when it says nothing but what is planned.</summary>
    public string Shorten(int characters)
    {
        if (title == ResearchHeadings.Plan)
        {
            return "";
        }

        // Links become citations again, in the form in which they are written.
        var plain = Target().Replace(text.ToString(), "]()");
        return TextClip.CutWithSign(UntrustedText.Neutralize(plain.Trim()), characters);
    }

    [GeneratedRegex(@"\]\([^()\s]*\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Target();
}
