using System.Text.Json;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Chat;
using DeepWiki.Core.Prompts;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Answering.Research;

/// <summary>Has a model take a question apart into sub-questions, as JSON by a schema where the provider takes one.</summary>
internal sealed class ResearchPlanner(ChatModels models)
{
    /// <summary>The sub-questions, none when the model gives no plan that can be read, and the tokens it took.</summary>
    /// <exception cref="DeepWikiException">The model cannot be used at all, so that no round could be written either.</exception>
    public async Task<(IReadOnlyList<SubQuestion> Questions, AnswerUsage? Usage)> PlanAsync(
        AnswerRequest request, AnswerContext found, CancellationToken cancellationToken)
    {
        var messages = ResearchPlanPrompt.Build(found, request.LanguageName);
        using var client = models.CreateChat(request.Model);
        var response = await AskAsync(client, request.Model.Model, messages, cancellationToken);
        return response is null
            ? ([], null)
            : (ResearchPlanJson.Read(response.Text),
                response.Usage is { } usage ? new AnswerUsage(usage.InputTokenCount, usage.OutputTokenCount) : null);
    }

    private static async Task<ChatResponse?> AskAsync(IChatClient client, string model, List<ChatMessage> messages, CancellationToken cancellationToken)
    {
        try
        {
            using var schema = JsonDocument.Parse(ResearchPlanPrompt.Schema);
            var options = new ChatOptions { ModelId = model, ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement.Clone(), "research_plan") };
            return await client.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (DeepWikiException error) when (error.Code is ErrorCode.ModelUnavailable or ErrorCode.InvalidRequest)
        {
            // Many a compatible server refuses what it does not know.
            return await client.GetResponseAsync(messages, new ChatOptions { ModelId = model }, cancellationToken);
        }
        catch (DeepWikiException error) when (error.Code is ErrorCode.ModelIncomplete or ErrorCode.ContextTooLarge or ErrorCode.ModelFiltered)
        {
            // The index has sub-questions of its own.
            return null;
        }
    }
}
