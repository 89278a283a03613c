using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Prompts;

/// <summary>The prompt for slides and workshops: what shape they have the client's own words say, on what they rest the excerpts.</summary>
internal static class PresentationPrompt
{
    private const double AskShare = 0.5;

    /// <param name="context">The client's words as the question, and the evidence.</param>
    /// <param name="form">Form of the answer, such as "raw HTML of one slide".</param>
    /// <param name="languageName">English name of the language to write in.</param>
    /// <param name="windowTokens">Size of the model's window; null when it is not known.</param>
    public static List<ChatMessage> Build(AnswerContext context, string form, string languageName, int? windowTokens)
    {
        var ask = TokenEstimate.Cut(UntrustedText.Neutralize(context.Question), (int)((windowTokens ?? PromptBudget.DefaultWindow) * AskShare));
        return Conversation.Build(Instructions(form, languageName), [], AnswerPrompt.Begin(context).AppendLine().Append(ask).ToString());
    }

    private static string Instructions(string form, string languageName) =>
        $"""
        You make teaching material about a repository of source code. Write in {languageName}; names, paths and code stay as they are. Answer with
        {form} and nothing around it. What you say of the repository must be shown by the excerpts or by the wiki pages that come along.

        {EvidenceText.Rule}
        """;
}
