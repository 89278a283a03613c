using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;

namespace DeepWiki.Core.Models.Remote;

/// <summary>
/// One model at one endpoint for one kind of call: its circuit, and what was learnt of it. A model that fails says nothing of its neighbours, least of
/// all one whose name a caller made up.
/// </summary>
internal sealed class RemoteModel
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private DateTimeOffset lacksOpeningUntil;

    /// <param name="provider">Provider that serves it.</param>
    /// <param name="name">Name at the provider.</param>
    /// <param name="model">Entry of the catalog; null for one that embeds.</param>
    /// <param name="events">Reads the events of a streamed answer; null for one that embeds.</param>
    public RemoteModel(RemoteProvider provider, string name, CatalogModel? model, EventReader? events)
    {
        (Provider, Name) = (provider, name);
        Circuit = new CircuitBreaker(provider.Time);
        Batches = new BatchSize(provider.Time);
        var parameters = new RequestParameters(model, provider.Endpoint.Provider == ProviderNames.Anthropic, provider.Time);
        Http = new HttpClient(
            new ProviderHandler(provider.Endpoint, provider.Failures, parameters, events) { InnerHandler = provider.Connections }, disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public RemoteProvider Provider { get; }

    public string Name { get; }

    public HttpClient Http { get; }

    public CircuitBreaker Circuit { get; }

    /// <summary>Number of texts that one request may hold.</summary>
    public BatchSize Batches { get; }

    /// <summary>True while the model is known to close a block of thoughts that it never opened.</summary>
    public bool BeginsInThought
    {
        get
        {
            lock (gate)
            {
                return lacksOpeningUntil > Provider.Time.GetUtcNow();
            }
        }
    }

    public void NoteLacksOpening()
    {
        lock (gate)
        {
            lacksOpeningUntil = Provider.Time.GetUtcNow() + Memory;
        }
    }

    /// <summary>Refuses at once while the model is known to be down.</summary>
    public void EnterCircuit()
    {
        if (!Circuit.TryEnter())
        {
            throw new ProviderFailure(
                new DeepWikiException(ErrorCode.ModelUnavailable, "The provider has failed several times in a row. Try again in half a minute.")
                {
                    Provider = Provider.Endpoint.Provider,
                    RetryAfter = CircuitBreaker.BreakDuration,
                    Hint = FailureHint.Later,
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
}
