using System.Globalization;
using System.Text;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Prompts;

/// <summary>
/// The prompt of a plain question. What others wrote stands only inside the user message, between boundaries nobody can guess, and is
/// labelled as material: whatever it says, it gives no orders.
/// </summary>
internal static class AnswerPrompt
{
    private const int MaxMissing = 20;

    public static List<ChatMessage> Build(
        AnswerContext context, IReadOnlyList<ChatMessage> history, string languageName) =>
        Conversation.Build(Instructions(languageName), history, Ask(context));

    private static string Instructions(string languageName) =>
        $"""
        You explain a repository of source code to a developer who has not seen it. Answer in {languageName}, in Markdown; names, paths and
        code stay as they are. Begin with the answer itself: no preamble, no heading that repeats the question.

        {EvidenceText.Citing} If the excerpts do not answer the question, say so plainly, name what is missing, and stop.

        {EvidenceText.Rule}
        """;

    private static string Ask(AnswerContext context)
    {
        var text = Begin(context);
        return text.AppendLine().Append("Question: ").Append(UntrustedText.Neutralize(context.Question)).ToString();
    }

    /// <summary>The repository, what must be said of the search, and the excerpts.</summary>
    internal static StringBuilder Begin(AnswerContext context)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Repository: {UntrustedText.NeutralizeLine(context.Repository)}").AppendLine();
        if (context.IsLeftOut)
        {
            text.AppendLine("The excerpts from the repository were too large to come along. Say first that this answer rests on none of its lines.");
        }
        else if (context.Blocks.Count == 0 && context.Research is { Covered.Count: > 0 })
        {
            text.AppendLine("No lines were found beside those that earlier rounds quoted. Say so in one sentence, and go on from what they found.");
        }
        else if (context.Blocks.Count == 0)
        {
            text.Append("Nothing relevant was found in the repository. Say that it was not found, and nothing else");
            text.Append(context.MissingTerms.Count == 0
                ? "."
                : $"; these words do not occur in it: {string.Join(", ", context.MissingTerms.Take(MaxMissing).Select(UntrustedText.NeutralizeLine))}.");
            text.AppendLine();
        }

        if (context.IsDegraded)
        {
            text.AppendLine("The repository was searched by words alone. Say in one sentence at the end that passages in other words may be missing.");
        }

        EvidenceText.Append(text, context.Blocks);
        return text;
    }
}
