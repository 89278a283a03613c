using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics;
using System.Net;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>All calls to one provider share this: its connections, its circuit, its repeats, and the number of calls at once.</summary>
internal sealed class RemoteProvider : IDisposable
{
    private readonly HttpClient http;
    private readonly HttpClientPipelineTransport transport;

    public RemoteProvider(ProviderEndpoint endpoint, ModelOptions options, TimeProvider time)
    {
        Endpoint = endpoint;
        Options = options;
        Time = time;
        Failures = new FailureReader(endpoint, time);
        Circuit = new CircuitBreaker(time);
        Calls = new SemaphoreSlim(options.MaxConcurrentCalls);
        http = new HttpClient(new ProviderHandler(endpoint, Failures) { InnerHandler = Connections(options) }) { Timeout = Timeout.InfiniteTimeSpan };
        transport = new HttpClientPipelineTransport(http);
    }

    public ProviderEndpoint Endpoint { get; }

    public ModelOptions Options { get; }

    public TimeProvider Time { get; }

    public FailureReader Failures { get; }

    public CircuitBreaker Circuit { get; }

    public RetryBudget Retries { get; } = new();

    public SemaphoreSlim Calls { get; }

    public ChatClient Chat(string model) => new(model, NoKey(), ClientOptions(model));

    public EmbeddingClient Embedder(string model) => new(model, NoKey(), ClientOptions(model));

    /// <summary>Refuses at once while the provider is known to be down.</summary>
    public void EnterCircuit()
    {
        if (!Circuit.TryEnter())
        {
            throw new ProviderFailure(
                new DeepWikiException(ErrorCode.ModelUnavailable, "The provider has failed several times in a row. Try again in half a minute.")
                {
                    Provider = Endpoint.Provider,
                    RetryAfter = CircuitBreaker.BreakDuration,
                },
                circuitOpen: true);
        }
    }

    /// <summary>Tells the circuit how a call ended; null is success.</summary>
    public void LeaveCircuit(ProviderFailure? failure)
    {
        if (failure is null or { IsOutage: false, Status: not null })
        {
            // A refusal comes from a provider that is there.
            Circuit.Succeeded();
        }
        else if (failure.IsOutage)
        {
            Circuit.Failed();
        }
        else
        {
            Circuit.Abandoned();
        }
    }

    public void Dispose()
    {
        transport.Dispose();
        http.Dispose();
        Calls.Dispose();
    }

    private static SocketsHttpHandler Connections(ModelOptions options) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = options.Proxy is not null,
        Proxy = options.Proxy is { } proxy ? new WebProxy(proxy) : null,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseDrainSize = 0,

        // Trace ids and baggage are no business of a model vendor's.
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };

    private OpenAIClientOptions ClientOptions(string model) => new()
    {
        Endpoint = Address(model),
        Transport = transport,
        RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        NetworkTimeout = Timeout.InfiniteTimeSpan,
        EnableDistributedTracing = false,
    };

    private Uri Address(string model)
    {
        var own = Endpoint.BaseAddress ?? throw new InvalidOperationException($"Provider {Endpoint.Provider} has no address.");
        return Endpoint.Provider == ProviderNames.Azure ? new Uri(own, $"openai/deployments/{Uri.EscapeDataString(model)}") : own;
    }

    // ProviderHandler replaces it.
    private static ApiKeyCredential NoKey() => new("unused");
}
