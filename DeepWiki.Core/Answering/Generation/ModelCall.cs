using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Answering.Generation;

/// <summary>Asks the model with the evidence that was found and, when that is too large for it, once more without.</summary>
internal sealed class ModelCall(IChatClient client, ResolvedModel model, ModelPrompt prompt)
{
    /// <summary>Context the model was shown: only that can be cited.</summary>
    public AnswerContext Shown { get; private set; } = prompt.Found;

    /// <summary>The answer at its first update, which is current.</summary>
    /// <exception cref="DeepWikiException">The model failed before its first word.</exception>
    public async Task<IAsyncEnumerator<ChatResponseUpdate>> BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await TryAsync(cancellationToken);
        }
        catch (DeepWikiException error) when (error.Code == ErrorCode.ContextTooLarge && Shown.Blocks.Count > 0)
        {
            Shown = PromptBudget.LeaveOut(Shown);
            return await TryAsync(cancellationToken);
        }
    }

    // A client that ends without any update has failed, and says so itself.
    private async Task<IAsyncEnumerator<ChatResponseUpdate>> TryAsync(CancellationToken cancellationToken)
    {
        var updates = client
            .GetStreamingResponseAsync(Build(), new ChatOptions { ModelId = model.Model }, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
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

    private List<ChatMessage> Build()
    {
        using var activity = DeepWikiTelemetry.Source.StartActivity(Spans.Prompt);
        return prompt.Build(Shown);
    }
}
