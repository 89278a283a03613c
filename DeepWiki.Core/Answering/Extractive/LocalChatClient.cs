using System.Runtime.CompilerServices;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Prompts;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Answering.Extractive;

/// <summary>
/// Answers without a model, key or network: it quotes the evidence found for the question, which it takes from
/// <see cref="AnswerContext.PropertyName"/> of the options. The same evidence gives the same text, byte for byte.
/// </summary>
internal sealed class LocalChatClient : IChatClient
{
    private const string Model = "extractive";

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var context = options?.AdditionalProperties?.GetValueOrDefault(AnswerContext.PropertyName) as AnswerContext
            ?? new AnswerContext("", "", [], [], []);

        // The last message is the prompt of this very question.
        var before = messages.SkipLast(1).LastOrDefault(message => message.Role == ChatRole.User)?.Text;
        var pieces = context.Research is { } round
            ? LocalResearch.Write(context, round)
            : LocalAnswer.Write(context, string.IsNullOrWhiteSpace(before) ? null : before);
        foreach (var piece in pieces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece) { ModelId = Model };

            // An answer is made in no time: let others have their turn between its pieces.
            await Task.Yield();
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, []) { FinishReason = ChatFinishReason.Stop };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(ProviderNames.Local, null, Model)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // Nothing is held.
    }
}
