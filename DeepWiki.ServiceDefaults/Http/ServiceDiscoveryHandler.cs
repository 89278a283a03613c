using Microsoft.Extensions.Configuration;

namespace DeepWiki.ServiceDefaults.Http;

/// <summary>Sends requests for a service's name to the address that the graph wrote under <c>services:name</c>.</summary>
internal sealed class ServiceDiscoveryHandler(IConfiguration configuration) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri;
        request.RequestUri = Resolve(asked);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            // A repeated request asks by name again.
            request.RequestUri = asked;
        }
    }

    internal Uri? Resolve(Uri? uri)
    {
        if (uri is not { IsAbsoluteUri: true })
        {
            return uri;
        }

        // https+http://name: the first scheme that exists. http://_endpoint.name: the endpoint of that name.
        var (endpoint, name) = uri.Host.StartsWith('_') && uri.Host.Split('.', 2) is [var first, var rest] ? (first[1..], rest) : (null, uri.Host);
        var section = configuration.GetSection($"services:{name}");
        if (!section.Exists())
        {
            return uri;
        }

        string[] candidates = endpoint is not null ? [endpoint] : uri.Scheme.Contains('+') ? uri.Scheme.Split('+') : ["https", "http"];
        var address = candidates.Select(candidate => section[$"{candidate}:0"]).FirstOrDefault(value => value is { Length: > 0 });
        return address is null ? uri : new Uri(new Uri(address), uri.PathAndQuery);
    }
}
