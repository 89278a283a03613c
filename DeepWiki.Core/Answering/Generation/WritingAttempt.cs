using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Tools;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Prompts;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Answering.Generation;

/// <summary>
/// One attempt at an answer. With functions, a model that refuses them, or that came to nothing with them before a word of its answer, leaves it to the next
/// attempt, which is made without.
/// </summary>
internal sealed class WritingAttempt(IChatClient client, ResolvedModel model, ModelPrompt prompt, AnswerDraft draft, TimeProvider time)
{
    // Longer than the pause between two words of a remark.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly TurnText turn = new();
    private readonly int first = draft.Shown.Blocks.Count;
    private bool isTooLarge;

    /// <summary>The functions; null for none.</summary>
    public ToolSession? Session { get; init; }

    /// <summary>Tells a refusal of functions from other failures.</summary>
    public Func<DeepWikiException, bool> IsRefusal { get; init; } = _ => false;

    /// <summary>True when the answer is written, as far as the model wrote one.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The prompt for the next attempt: with what the functions have shown, or without any evidence when that was too large by itself.</summary>
    public ModelPrompt Next => prompt with
    {
        Found = isTooLarge ? PromptBudget.LeaveOut(prompt.Found)
            : prompt.Found with { Blocks = [.. prompt.Found.Blocks, .. draft.Shown.Blocks.Skip(first)] },
    };

    public async IAsyncEnumerable<AnswerEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (await BeginAsync(leaving) is not { } updates)
        {
            yield break;
        }

        await using var reader = updates;
        Exception? failure = null;
        for (bool? moved = true; moved is not false;)
        {
            foreach (var item in moved is null ? Show(turn.Release()) : Take(reader.Current))
            {
                yield return item;
            }

            (moved, failure) = await NextAsync(reader, cancellationToken);
        }

        if (failure is DeepWikiException error && !turn.HasShown && IsForNext(error))
        {
            yield break;
        }

        foreach (var item in Show(turn.Release()))
        {
            yield return item;
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        // Calls without a word after them are no answer.
        IsDone = Session is not { HasCalled: true } || turn.HasShown;
    }

    private async Task<UpdateReader?> BeginAsync(CancellationTokenSource leaving)
    {
        var call = new ModelCall(client, model, prompt, Session);
        try
        {
            var updates = await call.BeginAsync(leaving.Token);

            // Only now is it known what the model was shown.
            if (call.Shown.IsLeftOut)
            {
                draft.Shown.CutTo(prompt.ShownBefore);
            }

            return new UpdateReader(updates, leaving, time);
        }
        catch (DeepWikiException error) when (IsForNext(error))
        {
            return null;
        }
    }

    // Words that wait when it fails are shown first: they came before the failure.
    private async Task<(bool? Moved, Exception? Failure)> NextAsync(UpdateReader reader, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (await reader.NextAsync(turn.IsHolding ? Patience : Timeout.InfiniteTimeSpan), null);
        }
        catch (Exception failure) when (turn.IsHolding || failure is DeepWikiException)
        {
            return (false, failure);
        }
    }

    private IEnumerable<AnswerEvent> Show(IEnumerable<string> pieces) => pieces.SelectMany(draft.Text.Push);

    private bool IsForNext(DeepWikiException error)
    {
        if (Session is null)
        {
            return false;
        }

        if (error.Code == ErrorCode.ContextTooLarge)
        {
            // After calls, it is what the functions showed that made it too large.
            isTooLarge = !Session.HasCalled;
            draft.Shown.CutTo(first);
            return !isTooLarge || prompt.Found.Blocks.Count > 0;
        }

        return IsRefusal(error);
    }

    private IEnumerable<AnswerEvent> Take(ChatResponseUpdate update)
    {
        draft.IsCut |= update.FinishReason == ChatFinishReason.Length;
        foreach (var content in update.Contents)
        {
            foreach (var item in Take(content))
            {
                yield return item;
            }
        }
    }

    private IEnumerable<AnswerEvent> Take(AIContent content) => content switch
    {
        UsageContent usage => [new AnswerUsage(usage.Details.InputTokenCount, usage.Details.OutputTokenCount)],
        TextContent { Text.Length: > 0 } written => Show(Session is { IsOver: false } ? turn.Push(written.Text) : turn.Pass(written.Text)),
        FunctionCallContent call => Remark().Append(ToolSession.Describe(call)),
        FunctionResultContent => draft.TakeSources(),
        _ => [],
    };

    private IEnumerable<AnswerEvent> Remark() =>
        turn.TakeRemark() is { } remark ? [new AnswerProgress("model", UntrustedText.NeutralizeLine(remark))] : [];
}
