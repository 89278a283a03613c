using Anthropic;
using Anthropic.Core;
using DeepWiki.Core.Models.Remote;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.Anthropic;

/// <summary>Clients of the Anthropic SDK over our own connections, limits and errors.</summary>
internal static class AnthropicClients
{
    // The protocol wants a limit with every request.
    private const int DefaultMaxOutputTokens = 8_192;

    /// <summary>Reads the events of messages.</summary>
    public static EventReader Events { get; } = (body, failures) => new EventStream(body, failures, new MessageEvent(failures));

    public static IChatClient Chat(RemoteModel model) => new AnthropicClient(new ClientOptions
    {
        HttpClient = model.Http,
        BaseUrl = Address(model),
        MaxRetries = 0,
        Timeout = Timeout.InfiniteTimeSpan,

        // ProviderHandler replaces it.
        ApiKey = "unused",
    }).AsIChatClient(model.Name, DefaultMaxOutputTokens);

    private static string Address(RemoteModel model)
    {
        var endpoint = model.Provider.Endpoint;
        return endpoint.BaseAddress?.ToString().TrimEnd('/') ?? throw new InvalidOperationException($"Provider {endpoint.Provider} has no address.");
    }
}
