using System.Text.Json;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Chat;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;
using DeepWiki.Core.Wikis.Outline.Repair;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>
/// Has a model draw the outline as JSON, by a schema where the provider takes one; reads and mends the answer, names its faults once, and falls back to the
/// outline of the index. A model that does not answer costs the outline, never the wiki.
/// </summary>
internal sealed class ModelOutline(ChatModels models)
{
    private const int MaxTries = 2;

    public async Task<WikiOutline> DrawAsync(
        PlanOrder order, RepositoryFacts facts, WikiOutline own, IReadOnlyList<string> notes, CancellationToken cancellationToken)
    {
        var (detail, language) = (order.Wiki.Identity.Detail, order.Wiki.Identity.Language);
        var material = new WikiPlanMaterial(order.Repository, [.. facts.Files.Select(file => file.Path)], facts.Readme, Map(own), notes);
        var messages = WikiPlanPrompt.Build(material, detail, AnswerLanguage.NameOf(language), order.Model.ContextTokens);
        WikiOutline? best = null;
        using var client = models.CreateChat(order.Model);
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await AskAsync(client, order.Model.Model, messages, cancellationToken) is not { } text)
            {
                break;
            }

            var drawn = OutlineJson.Read(text) ?? OutlineXml.Read(text);
            best = drawn is { Pages.Count: > 0 } ? drawn : best;
            var faults = OutlineFaults.Find(drawn, own, facts);
            if (faults.Count == 0)
            {
                break;
            }

            messages = [.. messages, new ChatMessage(ChatRole.Assistant, text), WikiPlanPrompt.Again(faults)];
        }

        return best is null ? own : OutlineRepair.Repair(best, facts, detail, language);
    }

    /// <summary>The answer; null when the model gives none.</summary>
    private static async Task<string?> AskAsync(IChatClient client, string model, List<ChatMessage> messages, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetResponseAsync(messages, Options(model, withSchema: true), cancellationToken)).Text;
        }
        catch (DeepWikiException error) when (error.Code is ErrorCode.ModelUnavailable or ErrorCode.InvalidRequest)
        {
            // Many a compatible server refuses what it does not know.
            try
            {
                return (await client.GetResponseAsync(messages, Options(model, withSchema: false), cancellationToken)).Text;
            }
            catch (DeepWikiException)
            {
                return null;
            }
        }
        catch (DeepWikiException)
        {
            return null;
        }
    }

    private static ChatOptions Options(string model, bool withSchema)
    {
        using var schema = JsonDocument.Parse(WikiPlanPrompt.Schema);
        return new ChatOptions
        {
            ModelId = model,
            ResponseFormat = withSchema ? ChatResponseFormat.ForJsonSchema(schema.RootElement.Clone(), "wiki_plan") : null,
        };
    }

    private static string Map(WikiOutline own) =>
        string.Join('\n', own.Pages.Select(page => $"{page.Title}: {page.Description} [{string.Join(", ", page.Files.Take(6))}]"));
}
