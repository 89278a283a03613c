using System.Runtime.CompilerServices;
using System.Text;
using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tasks;
using DeepWiki.Core.Answering.Tools;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Chat;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;
using DeepWiki.Core.Wikis.Outline.Repair;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Answering.Generation;

/// <summary>
/// Streams what a model answers. A model's outline is read, mended and written anew before any of it is sent, so that what the client gets always
/// parses; one that cannot be read is asked for once more, and then the outline that the index itself gives takes its place.
/// </summary>
internal sealed class ModelAnswerGenerator(ChatModels models, ModelWriter writer) : IAnswerGenerator
{
    private const int MaxOutlineCharacters = 1024 * 1024;

    public IAsyncEnumerable<AnswerEvent> GenerateAsync(AnswerRequest request, AnswerTask task, CancellationToken cancellationToken) =>
        task is OutlineTask outline ? GenerateOutlineAsync(request, outline, cancellationToken) : StreamAsync(request, task, cancellationToken);

    private async IAsyncEnumerable<AnswerEvent> StreamAsync(
        AnswerRequest request, AnswerTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prompt = ModelPrompt.Create(request, task);
        yield return task.Sources with { Blocks = prompt.Found.Blocks };

        var head = task.WriteHead(request);
        var shown = new ShownLines(prompt.Found.Blocks);
        var draft = new AnswerDraft(shown, new VerifiedText(request, task, shown.Blocks, task.CreateModelFilter(), head));
        await foreach (var item in writer.WriteAsync(request, prompt, draft, BudgetOf(task), cancellationToken))
        {
            yield return item;
        }

        foreach (var rest in draft.Text.Finish())
        {
            yield return rest;
        }

        if (head.Length > 0 && !draft.Text.HasBegun)
        {
            throw new DeepWikiException(ErrorCode.ModelIncomplete, "The model wrote no page.") { Provider = request.Model.Provider };
        }

        yield return draft.Text.Citations;
        if (draft.IsCut)
        {
            yield return new AnswerEnding(AnswerEndReason.Length);
        }
    }

    // Teaching material shows what was chosen for it, and a slide has no room for more.
    private static ToolBudget? BudgetOf(AnswerTask task) => task switch
    {
        QuestionTask => ToolBudget.Question,
        ResearchTask => ToolBudget.ResearchRound,
        PageTask => ToolBudget.Page,
        _ => null,
    };

    private async IAsyncEnumerable<AnswerEvent> GenerateOutlineAsync(
        AnswerRequest request, OutlineTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return task.Sources;

        var paths = task.Facts.Files.Select(file => file.Path).ToList();
        var prompt = OutlinePrompt.Build(
            request.RepositoryName, paths, task.Facts.Readme, task.Detail, request.LanguageName, request.Model.ContextTokens);
        WikiOutline? outline = null;
        for (var attempt = 0; attempt < 2 && outline is null; attempt++)
        {
            var (text, usages) = await GatherAsync(request, attempt == 0 ? prompt : [.. prompt, OutlinePrompt.Again()], cancellationToken);
            foreach (var usage in usages)
            {
                yield return usage;
            }

            outline = text is not null && OutlineXml.Read(text) is { Pages.Count: > 0 } read
                ? OutlineRepair.Repair(read, task.Facts, task.Detail, request.Language)
                : null;
        }

        foreach (var slice in OutlineText.Write(outline, request, task))
        {
            yield return new AnswerDelta(slice);
        }
    }

    /// <summary>The whole text of an answer that is worked on before any of it is sent; null when it is far longer than an outline can be.</summary>
    private async Task<(string? Text, List<AnswerUsage> Usage)> GatherAsync(
        AnswerRequest request, List<ChatMessage> messages, CancellationToken cancellationToken)
    {
        using var client = models.CreateChat(request.Model);
        var nothing = new AnswerContext("", request.RepositoryName, [], [], []) { Language = request.Language };
        await using var updates = await new ModelCall(client, request.Model, new ModelPrompt(nothing, _ => messages)).BeginAsync(cancellationToken);
        var text = new StringBuilder();
        var usage = new List<AnswerUsage>();
        do
        {
            usage.AddRange(Usage(updates.Current).OfType<AnswerUsage>());
            text.Append(updates.Current.Text);
        }
        while (text.Length <= MaxOutlineCharacters && await updates.MoveNextAsync());

        return (text.Length > MaxOutlineCharacters ? null : text.ToString(), usage);
    }

    private static IEnumerable<AnswerEvent> Usage(ChatResponseUpdate update) =>
        update.Contents.OfType<UsageContent>().Select(usage => new AnswerUsage(usage.Details.InputTokenCount, usage.Details.OutputTokenCount));
}
