using System.Text;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Prompts;

/// <summary>The prompt for the plan of a research as JSON: the question and its first evidence in, sub-questions out.</summary>
internal static class ResearchPlanPrompt
{
    /// <summary>Schema of the answer, for providers that can be held to one. Source: JSON Schema, in the subset that providers take.</summary>
    public const string Schema =
        """
        {"type":"object","additionalProperties":false,"required":["questions"],"properties":{
          "questions":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["question","search"],"properties":{
            "question":{"type":"string"},"search":{"type":"string"}}}}}}
        """;

    /// <param name="context">The question and the first evidence.</param>
    /// <param name="languageName">English name of the language of the sub-questions.</param>
    public static List<ChatMessage> Build(AnswerContext context, string languageName)
    {
        var text = new StringBuilder("Repository: ").AppendLine(UntrustedText.NeutralizeLine(context.Repository)).AppendLine();
        EvidenceText.Append(text, context.Blocks);
        text.AppendLine().Append("Question: ").Append(UntrustedText.Neutralize(context.Question));
        return Conversation.Build(Instructions(languageName), [], text.ToString());
    }

    private static string Instructions(string languageName) =>
        $$"""
        You plan a research in a repository of source code. Take the question apart into three to six sub-questions whose answers together answer it: what
        it is about and where that is declared, how it works step by step, who uses it, how it is configured, what can go wrong, how it is tested, as far
        as each matters here. No sub-question overlaps another. Write them in {{languageName}}; names and paths stay as they are.

        Answer with JSON alone: {"questions":[{"question":"one sentence","search":"words and names to search the code for"}]}

        {{EvidenceText.Rule}}
        """;
}
