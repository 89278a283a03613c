using DeepWiki.Core.Answering.Tools;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Answering.Generation;

/// <summary>
/// Asks the model with the evidence that was found and, when that is too large for it, once more without. With functions it is asked once: when that fails,
/// it is for the caller to ask without them.
/// </summary>
internal sealed class ModelCall(IChatClient client, ResolvedModel model, ModelPrompt prompt, ToolSession? session = null)
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
        catch (DeepWikiException error) when (session is null && error.Code == ErrorCode.ContextTooLarge && Shown.Blocks.Count > 0)
        {
            Shown = PromptBudget.LeaveOut(Shown);
            return await TryAsync(cancellationToken);
        }
    }

    // A client that ends without any update has failed, and says so itself.
    private async Task<IAsyncEnumerator<ChatResponseUpdate>> TryAsync(CancellationToken cancellationToken)
    {
        var options = new ChatOptions { ModelId = model.Model, ResponseFormat = prompt.Format };
        var asked = client;
        if (session is not null)
        {
            (asked, options.Tools) = (AnswerTools.Calling(client, session), [.. session.Functions]);
        }

        var updates = asked.GetStreamingResponseAsync(Build(), options, cancellationToken).GetAsyncEnumerator(cancellationToken);
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
        var messages = prompt.Build(Shown);
        if (session is not null)
        {
            messages[0] = new ChatMessage(messages[0].Role, $"{messages[0].Text}\n\n{ToolPrompt.Rules}");
        }

        return messages;
    }
}
