using System.Globalization;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Prompts;

/// <summary>The prompt for one page of a wiki. Its list of sources and its title the server writes itself.</summary>
internal static class PagePrompt
{
    private const int MaxOtherPages = 80;

    /// <param name="title">Title of the page.</param>
    /// <param name="context">The repository, and excerpts of the files the page is about.</param>
    /// <param name="brief">The order for the page beside its title.</param>
    /// <param name="languageName">English name of the language to write in.</param>
    public static List<ChatMessage> Build(string title, AnswerContext context, PageBrief brief, string languageName)
    {
        var text = AnswerPrompt.Begin(context).AppendLine();
        if (brief.Notes.Count > 0)
        {
            EvidenceText.Append(text, "notes of maintainers on what the page should say", string.Join("\n\n", brief.Notes));
        }

        if (brief.OtherPages.Count > 0)
        {
            text.AppendLine("Other pages of the wiki, whose subjects are only named here:");
            foreach (var other in brief.OtherPages.Take(MaxOtherPages))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"- {UntrustedText.NeutralizeLine(other)}");
            }

            text.AppendLine();
        }

        if (brief.Draft is { } draft)
        {
            EvidenceText.Append(text, "draft of the page", draft);
            text.AppendLine("The draft has these faults:");
            foreach (var fault in brief.Faults)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"- {UntrustedText.NeutralizeLine(fault)}");
            }

            text.AppendLine();
        }

        var again = brief.Draft is null ? "" : " once more, whole, without these faults";
        text.Append(CultureInfo.InvariantCulture, $"Write the page “{UntrustedText.NeutralizeLine(title)}”{again}.");
        if (brief.Purpose.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" Its subject: {UntrustedText.NeutralizeLine(brief.Purpose)}");
        }

        return Conversation.Build(Instructions(languageName), [], text.ToString());
    }

    private static string Instructions(string languageName) =>
        $"""
        You write one page of a wiki that explains a repository of source code to developers who have not seen it. Write in {languageName}, in
        Markdown; names, paths and code stay as they are. Title and list of sources stand above the page already: begin with one or two
        paragraphs on what the subject is for and how it fits into the whole, then sections with headings of the second and third level, each
        on one aspect: the parts and how they work together, the flow of data, the most important types and functions, configuration. Tables
        serve for lists of options, members or endpoints, short excerpts of code where they say it best. Say nothing that the excerpts do not show.

        {EvidenceText.Citing} At the end of each paragraph, table or diagram stands a line "Sources:" with the citations it rests on, of
        as many different files as bear on it.

        Where structure or flow is easier seen than read, draw it in a code block of the language mermaid: flowcharts from top to bottom
        ("graph TD"), sequence diagrams, class diagrams or state diagrams. Put every label of a flowchart in double quotes, keep labels to a few
        words, and draw only what the excerpts show.

        {EvidenceText.Rule}
        """;
}
