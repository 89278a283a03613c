using System.Diagnostics;
using System.Runtime.CompilerServices;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Providers;

/// <summary>Records each answer as a client span with model, usage and outcome, by the conventions for generative models; never its content.</summary>
internal sealed class TracedChatClient(IChatClient inner, ResolvedModel model) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var span = DeepWikiTelemetry.Source.StartActivity($"{Spans.ModelChat} {model.Model}", ActivityKind.Client);
        span?.SetTag(Tags.Operation, "chat").SetTag(Tags.Provider, model.Provider).SetTag(Tags.Model, model.Model);
        await using var updates = InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var first = true;
        while (await NextAsync(updates, span))
        {
            var update = updates.Current;
            if (first && update.Text.Length > 0)
            {
                first = false;
                span?.AddEvent(new ActivityEvent(Spans.FirstDeltaEvent));
            }

            NoteUsage(span, update);
            yield return update;
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, Activity? span)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            ModelSpan.Fail(span, failure);
            throw;
        }
    }

    private static void NoteUsage(Activity? span, ChatResponseUpdate update)
    {
        foreach (var usage in update.Contents.OfType<UsageContent>())
        {
            span?.SetTag(Tags.InputTokens, usage.Details.InputTokenCount).SetTag(Tags.OutputTokens, usage.Details.OutputTokenCount);
        }
    }
}
