using System.Globalization;
using System.Text;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Prompts;

/// <summary>
/// The prompts of a research whose rounds the server leads: each round answers its share of the sub-questions, the conclusion answers the question.
/// </summary>
internal static class DeepResearchPrompt
{
    /// <param name="context">The question of the research, and the evidence of this round.</param>
    /// <param name="earlier">Findings of earlier rounds.</param>
    /// <param name="questions">Sub-questions of this round.</param>
    /// <param name="languageName">English name of the language to write in.</param>
    public static List<ChatMessage> Round(
        AnswerContext context, IReadOnlyList<string> earlier, IReadOnlyList<string> questions, string languageName)
    {
        var text = Begin(context, earlier);
        Append(text, "Answer these parts of it in this round, each below a heading of the third level:", questions);
        return Conversation.Build(
            $"""
            {Instructions(languageName)}

            Go into the parts named at the end: how it works, by the lines shown, each statement with its lines. Repeat nothing that earlier rounds found. Say
            what could not be found out. Write no heading above the third level, no introduction and no conclusion.
            """,
            [],
            text.ToString());
    }

    /// <param name="context">The question of the research, and the lines that its findings rest on.</param>
    /// <param name="earlier">Findings of all rounds.</param>
    /// <param name="questions">All sub-questions.</param>
    /// <param name="languageName">English name of the language to write in.</param>
    public static List<ChatMessage> Conclude(
        AnswerContext context, IReadOnlyList<string> earlier, IReadOnlyList<string> questions, string languageName)
    {
        var text = Begin(context, earlier);
        Append(text, "The research asked these parts of it:", questions);
        return Conversation.Build(
            $"""
            {Instructions(languageName)}

            Write the conclusion: the answer to the question first, in a few sentences, then what it rests on, ordered by what matters and not by round, each
            statement with its lines, in words of your own. Name at the end what stayed open, if anything did. Propose no further rounds.
            """,
            [],
            text.ToString());
    }

    private static string Instructions(string languageName) =>
        $"""
        You research one question in a repository of source code, over several rounds, for a developer who wants to understand it in depth. Write in
        {languageName}, in Markdown; names, paths and code stay as they are. The heading of the round stands above your text already.

        {EvidenceText.Citing} Citations in the findings of earlier rounds are proven, and may be used again as they are.

        {EvidenceText.Rule}
        """;

    private static StringBuilder Begin(AnswerContext context, IReadOnlyList<string> earlier)
    {
        var text = new StringBuilder("Repository: ").AppendLine(UntrustedText.NeutralizeLine(context.Repository)).AppendLine();
        if (context.IsLeftOut)
        {
            text.AppendLine("The excerpts from the repository were too large to come along.");
        }

        EvidenceText.Append(text, context.Blocks);
        foreach (var (index, findings) in earlier.Index())
        {
            EvidenceText.Append(text, string.Create(CultureInfo.InvariantCulture, $"findings {index + 1} of this research"), findings);
        }

        return text.AppendLine().Append("The question of the whole research: ").AppendLine(UntrustedText.Neutralize(context.Question));
    }

    private static void Append(StringBuilder text, string intro, IReadOnlyList<string> questions)
    {
        if (questions.Count > 0)
        {
            text.AppendLine().AppendLine(intro);
            text.AppendJoin('\n', questions.Select(question => $"- {UntrustedText.NeutralizeLine(question)}"));
        }
    }
}
