using System.Runtime.CompilerServices;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Models.Chat;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;

namespace DeepWiki.ChatApi.Answers;

/// <summary>Asks the model with the evidence that was found and, when that is too large for it, once more without.</summary>
internal sealed class ModelCall(ChatModels models, ResolvedModel model, AnswerContext found, Func<AnswerContext, List<ChatMessage>> prompt)
{
    /// <summary>What the model was shown: only that can be cited.</summary>
    public AnswerContext Shown { get; private set; } = found;

    public async IAsyncEnumerable<ChatResponseUpdate> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var client = models.CreateChat(model);
        await using var updates = await BeginAsync(client, cancellationToken);
        do
        {
            yield return updates.Current;
        }
        while (await updates.MoveNextAsync());
    }

    private async Task<IAsyncEnumerator<ChatResponseUpdate>> BeginAsync(IChatClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await TryAsync(client, cancellationToken);
        }
        catch (DeepWikiException error) when (error.Code == ErrorCode.ContextTooLarge && Shown.Blocks.Count > 0)
        {
            Shown = PromptBudget.LeaveOut(Shown);
            return await TryAsync(client, cancellationToken);
        }
    }

    /// <summary>The answer at its first update. A client that ends without any has failed, and says so itself.</summary>
    private async Task<IAsyncEnumerator<ChatResponseUpdate>> TryAsync(IChatClient client, CancellationToken cancellationToken)
    {
        var (messages, options) = Prompt();
        var updates = client.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            return await updates.MoveNextAsync()
                ? updates
                : throw new DeepWikiException(ErrorCode.ModelIncomplete, "The model ended without an answer.") { Provider = model.Provider };
        }
        catch
        {
            await updates.DisposeAsync();
            throw;
        }
    }

    private (List<ChatMessage> Messages, ChatOptions Options) Prompt()
    {
        using var activity = DeepWikiTelemetry.Source.StartActivity(Spans.Prompt);
        return (prompt(Shown), new ChatOptions { ModelId = model.Model, AdditionalProperties = new() { [AnswerContext.PropertyName] = Shown } });
    }
}
