using System.Globalization;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Prompts;

/// <summary>The prompt of one round of research: a plan, updates that each add one aspect, and at last a conclusion.</summary>
internal static class ResearchPrompt
{
    /// <param name="context">The topic as its question, and the evidence of this round.</param>
    /// <param name="history">The rounds before.</param>
    /// <param name="round">Number of the round, from 1; the last one concludes.</param>
    /// <param name="heading">The line the answer begins with.</param>
    /// <param name="languageName">English name of the language to write in.</param>
    public static List<ChatMessage> Build(AnswerContext context, IReadOnlyList<ChatMessage> history, int round, string heading, string languageName)
    {
        var text = AnswerPrompt.Begin(context).AppendLine();
        text.Append(CultureInfo.InvariantCulture, $"This is round {round}. The topic of the whole research, in the words of the user: ");
        return Conversation.Build(
            $"{Instructions(languageName)}\n\n{Task(round, heading)}", history, text.Append(UntrustedText.Neutralize(context.Question)).ToString());
    }

    private static string Instructions(string languageName) =>
        $"""
        You research one topic in a repository of source code, over several rounds, for a developer who wants to understand it in depth. Write
        in {languageName}, in Markdown; names, paths and code stay as they are, and so do the headings named below. Stay with the topic: what
        the excerpts say of other things is of no interest.

        {EvidenceText.Citing}

        {EvidenceText.Rule}
        """;

    private static string Task(int round, string heading) => round switch
    {
        1 =>
            $"""
            Begin with the heading "{heading}". Say in a few sentences what has to be found out and how you will go about it, then what the
            excerpts already show. End with the heading "## Next Steps" and a short list of what to look at next. Draw no conclusion yet, and
            do not use that word.
            """,
        < 5 =>
            $"""
            Begin with the heading "{heading}". Take up one aspect that the earlier rounds left open, and go into it: how it works, by the lines
            shown. Repeat nothing that was said before. End with the heading "## Next Steps" and what is still open. Draw no conclusion yet,
            and do not use that word.
            """,
        _ =>
            $"""
            Begin with the heading "{heading}". Answer the topic in full from all that the rounds found: the answer first, then how the parts
            work together, each statement with its lines. Say what could not be found out. Propose no further rounds.
            """,
    };
}
