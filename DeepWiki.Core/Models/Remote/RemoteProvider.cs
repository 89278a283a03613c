using System.Diagnostics;
using System.Net;
using DeepWiki.Core.Models.Catalog;

namespace DeepWiki.Core.Models.Remote;

/// <summary>All calls to one provider share this: its connections, its repeats, and the number of calls at once.</summary>
internal sealed class RemoteProvider : IDisposable
{
    // Names of models come from callers too.
    private const int MaxModels = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<(CallKind Kind, string Name), (RemoteModel Model, long Used)> models = [];
    private long uses;

    public RemoteProvider(ProviderEndpoint endpoint, ModelOptions options, TimeProvider time)
    {
        Endpoint = endpoint;
        Options = options;
        Time = time;
        Failures = new FailureReader(endpoint, time);
        Calls = new SemaphoreSlim(options.CallsAtOnce);
        Connections = Connect(options);
    }

    public ProviderEndpoint Endpoint { get; }

    public ModelOptions Options { get; }

    public TimeProvider Time { get; }

    public FailureReader Failures { get; }

    public SocketsHttpHandler Connections { get; }

    public RetryBudget Retries { get; } = new();

    public SemaphoreSlim Calls { get; }

    public RemoteModel Chat(CatalogModel model, EventReader events) => Find(CallKind.Chat, model.Id, model, events);

    public RemoteModel Embedder(string model) => Find(CallKind.Embeddings, model, null, null);

    /// <summary>True when no call to a chat model of that name would go out now.</summary>
    public bool IsCircuitOpen(string model)
    {
        lock (gate)
        {
            return models.TryGetValue((CallKind.Chat, model), out var known) && known.Model.Circuit.IsOpen;
        }
    }

    public void Dispose()
    {
        Connections.Dispose();
        Calls.Dispose();
    }

    private RemoteModel Find(CallKind kind, string name, CatalogModel? model, EventReader? events)
    {
        lock (gate)
        {
            var found = models.TryGetValue((kind, name), out var known) ? known.Model : new RemoteModel(this, name, model, events);
            models[(kind, name)] = (found, ++uses);
            if (models.Count > MaxModels)
            {
                // Whoever is calling it keeps it; only what was learnt is lost.
                models.Remove(models.MinBy(entry => entry.Value.Used).Key);
            }

            return found;
        }
    }

    private static SocketsHttpHandler Connect(ModelOptions options) => new()
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
}
