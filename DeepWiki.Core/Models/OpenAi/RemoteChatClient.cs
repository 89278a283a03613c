using System.Runtime.CompilerServices;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>Chats with a model at a provider, through the OpenAI SDK. Always streams; a whole response is a gathered stream.</summary>
internal sealed class RemoteChatClient(RemoteProvider provider, ResolvedModel model) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var sdk = provider.Chat(model.Model).AsIChatClient();
        var sent = Options(options);
        var conversation = messages.ToList();
        await using var answer = new AnswerStream(provider, token => sdk.GetStreamingResponseAsync(conversation, sent, token), cancellationToken);

        var filter = provider.Endpoint.Provider == ProviderNames.Ollama ? new ThinkTagFilter() : null;
        var characters = 0;
        var hasAnswered = false;
        while (await answer.NextAsync() is { } update)
        {
            hasAnswered |= update.Contents.Any(content => content is TextContent { Text.Length: > 0 } or FunctionCallContent);
            characters += update.Contents.Sum(Characters);
            if (characters > provider.Options.MaxAnswerCharacters)
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, []) { FinishReason = ChatFinishReason.Length };
                yield break;
            }

            yield return filter is null ? update : Filter(filter, update);
        }

        if (filter?.Flush() is { Length: > 0 } rest)
        {
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
        MaxOutputTokens = options?.MaxOutputTokens,
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

    private static ChatResponseUpdate Filter(ThinkTagFilter filter, ChatResponseUpdate update)
    {
        foreach (var content in update.Contents.OfType<TextContent>())
        {
            content.Text = filter.Push(content.Text);
        }

        return update;
    }
}
