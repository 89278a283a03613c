using System.Runtime.CompilerServices;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Models.Tracing;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.Chat;

/// <summary>
/// Records each answer as a call to a model: who gave it, how long it took, what it used and how it ended; its messages only where that is turned on.
/// </summary>
internal sealed class TracedChatClient(IChatClient inner, ResolvedModel model, bool recordsMessages) : DelegatingChatClient(inner)
{
    private readonly Uri? server = inner.GetService<ChatClientMetadata>()?.ProviderUri;

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var call = new ModelOperation(Spans.ModelChat, model.TelemetryProvider, model.Model, model.IsListed, server);
        call.Describe(Tags.Stream, true);
        if (recordsMessages)
        {
            var all = messages.ToList();
            messages = all;
            call.Record(all);
        }

        await using var updates = InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(updates, call))
        {
            call.Note(updates.Current);
            yield return updates.Current;
        }

        call.Complete();
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, ModelOperation call)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            call.Fail(Failures.TypeOf(failure));
            throw;
        }
    }
}
