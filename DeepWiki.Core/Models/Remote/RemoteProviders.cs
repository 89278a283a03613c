using System.Collections.Concurrent;
using DeepWiki.Core.Models.Catalog;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Models.Remote;

/// <summary>The providers that were called so far; chats and embeddings of one provider share its connections and its circuit.</summary>
internal sealed class RemoteProviders(ProviderEndpoints endpoints, IOptions<ModelOptions> options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<RemoteProvider>> providers = new(StringComparer.Ordinal);

    // Only names of the catalog come here, so the table is bounded; Lazy makes one of each.
    public RemoteProvider this[string provider] =>
        providers.GetOrAdd(provider, name => new Lazy<RemoteProvider>(() => new RemoteProvider(endpoints[name], options.Value, time))).Value;

    public void Dispose()
    {
        foreach (var provider in providers.Values.Where(provider => provider.IsValueCreated))
        {
            provider.Value.Dispose();
        }
    }
}
