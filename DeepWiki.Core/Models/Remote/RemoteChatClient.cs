using System.Runtime.CompilerServices;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Models.Remote.Thoughts;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.Remote;

/// <summary>Chats with a model at a provider, through an SDK. Always streams; a whole response is a gathered stream.</summary>
/// <param name="remote">The model at its provider.</param>
/// <param name="model">Provider and model as they were resolved.</param>
/// <param name="open">Makes the SDK's client.</param>
internal sealed class RemoteChatClient(RemoteModel remote, ResolvedModel model, Func<RemoteModel, IChatClient> open) : IChatClient
{
    private readonly RemoteProvider provider = remote.Provider;

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var sdk = open(remote);
        var sent = Options(options);
        var conversation = messages.Select(WithoutOwnThoughts).ToList();
        await using var answer = new AnswerStream(remote, token => sdk.GetStreamingResponseAsync(conversation, sent, token), cancellationToken);

        var filter = new ThoughtFilter(remote.BeginsInThought);
        var characters = 0;
        var hasAnswered = false;
        while (await answer.NextAsync() is { } update)
        {
            characters += update.Contents.Sum(Characters);
            if (characters > provider.Options.MaxAnswerCharacters)
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, []) { FinishReason = ChatFinishReason.Length };
                yield break;
            }

            PartThoughts(filter, update);
            hasAnswered |= update.Contents.Any(IsAnswer);
            yield return update;
        }

        if (filter.LacksOpening)
        {
            remote.NoteLacksOpening();
        }

        if (filter.Flush() is { Length: > 0 } rest)
        {
            hasAnswered = true;
            yield return new ChatResponseUpdate(ChatRole.Assistant, rest);
        }

        if (!hasAnswered)
        {
            throw provider.Failures.Fail(ErrorCode.ModelIncomplete, "The model ended without an answer.").Error;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(model.Provider, provider.Endpoint.BaseAddress, model.Model)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // Connections belong to the provider.
    }

    /// <summary>A new object: nothing but these leaves the house, least of all the evidence meant for the local model.</summary>
    private ChatOptions Options(ChatOptions? options) => new()
    {
        ModelId = model.Model,
        Temperature = options?.Temperature ?? model.Parameters.Temperature,
        TopP = options?.TopP ?? model.Parameters.TopP,
        MaxOutputTokens = options?.MaxOutputTokens ?? model.Parameters.MaxOutputTokens,
        StopSequences = options?.StopSequences,
        Seed = options?.Seed,
        ResponseFormat = options?.ResponseFormat,
        Tools = options?.Tools?.OfType<AIFunctionDeclaration>().ToArray<AITool>() is { Length: > 0 } tools ? tools : null,
        ToolMode = options?.ToolMode,
        AllowMultipleToolCalls = options?.AllowMultipleToolCalls,
    };

    private static int Characters(AIContent content) => content switch
    {
        TextContent text => text.Text.Length,
        TextReasoningContent thought => thought.Text.Length,
        _ => 0,
    };

    // A thought goes back only where its provider has signed it: others are refused, or taken for the answer.
    private static ChatMessage WithoutOwnThoughts(ChatMessage message)
    {
        if (!message.Contents.Any(content => content is TextReasoningContent { ProtectedData: null or "" }))
        {
            return message;
        }

        var copy = message.Clone();
        copy.Contents = [.. message.Contents.Where(content => content is not TextReasoningContent { ProtectedData: null or "" })];
        return copy;
    }

    private static bool IsAnswer(AIContent content) => content is TextContent { Text.Length: > 0 } or FunctionCallContent;

    /// <summary>Makes contents of their own of the thoughts in the text of an update.</summary>
    private static void PartThoughts(ThoughtFilter filter, ChatResponseUpdate update)
    {
        if (update.Contents.Any(content => content is TextContent))
        {
            update.Contents = [.. update.Contents.SelectMany(content => content is TextContent text ? Part(filter, text.Text) : [content])];
        }
    }

    private static IEnumerable<AIContent> Part(ThoughtFilter filter, string text) =>
        filter.Push(text).Select(part => part.IsThought ? (AIContent)new TextReasoningContent(part.Text) : new TextContent(part.Text));
}
