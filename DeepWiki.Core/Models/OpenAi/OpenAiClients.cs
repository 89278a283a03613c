using System.ClientModel;
using System.ClientModel.Primitives;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Models.Remote;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>Clients of the OpenAI SDK over our own connections, limits and errors.</summary>
internal static class OpenAiClients
{
    /// <summary>Reads the events of chat completions.</summary>
    public static EventReader Events { get; } = (body, failures) => new EventStream(body, failures, new ChatEvent(failures));

    public static IChatClient Chat(RemoteModel model) => new ChatClient(model.Name, NoKey(), Options(model)).AsIChatClient();

    public static EmbeddingClient Embedder(RemoteModel model) => new(model.Name, NoKey(), Options(model));

    private static OpenAIClientOptions Options(RemoteModel model) => new()
    {
        Endpoint = Address(model),
        Transport = new HttpClientPipelineTransport(model.Http),
        RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        NetworkTimeout = Timeout.InfiniteTimeSpan,
        EnableDistributedTracing = false,
    };

    private static Uri Address(RemoteModel model)
    {
        var endpoint = model.Provider.Endpoint;
        var own = endpoint.BaseAddress ?? throw new InvalidOperationException($"Provider {endpoint.Provider} has no address.");
        return endpoint.Provider == ProviderNames.Azure ? new Uri(own, $"openai/deployments/{Uri.EscapeDataString(model.Name)}") : own;
    }

    // ProviderHandler replaces it.
    private static ApiKeyCredential NoKey() => new("unused");
}
