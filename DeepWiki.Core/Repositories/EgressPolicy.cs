using DeepWiki.Core.Errors;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Repositories;

/// <summary>
/// Decides whether a host named by a caller may be connected to, and resolves it, before any connection is made. What is refused
/// looks the same whether it lies inside or does not exist.
/// </summary>
public sealed class EgressPolicy(IHostResolver resolver, IOptions<RepositoriesOptions> options)
{
    /// <summary>Judges the host of a remote repository. Every fetch asks anew.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.HostNotAllowed"/>.</exception>
    public async Task<PinnedHost> AdmitAsync(RepositoryAddress address, CancellationToken cancellationToken)
    {
        var (scheme, host, port) = (address.Scheme, address.Host, address.Port);
        var listed = IsListed(scheme, host, port);
        var https = scheme == Uri.UriSchemeHttps;
        if (!HostName.IsValid(host) || (!https && scheme != Uri.UriSchemeHttp))
        {
            throw Refused(host);
        }

        // Plain http carries tokens and answers in the clear, so it needs the operator's word. Port 80 is only sane with it.
        if (!listed && (options.Value.OnlyAllowedHosts || !https || !(IsOrdinaryPort(port) || port == 80)))
        {
            throw Refused(host);
        }

        var addresses = HostName.AsAddress(host) is { } literal ? [literal] : await resolver.ResolveAsync(host, cancellationToken);
        if (addresses.Count == 0 || (!listed && !addresses.All(GlobalUnicast.Contains)))
        {
            throw Refused(host);
        }

        return new PinnedHost(host, port, addresses, listed);
    }

    /// <summary>True when the operator named the host of a repository.</summary>
    public bool IsListed(RepositoryAddress address) => address.Url is { } url && IsListed(url.Scheme, url.IdnHost, url.Port);

    private static bool IsOrdinaryPort(int port) => port is 443 or >= 1024;

    private bool IsListed(string scheme, string host, int port)
    {
        var authority = $"{host}:{port}";
        var isDefaultPort = port == (scheme == Uri.UriSchemeHttps ? 443 : 80);

        return options.Value.AllowedHosts.Any(entry =>
            string.Equals(entry, authority, StringComparison.OrdinalIgnoreCase)
            || (isDefaultPort && string.Equals(entry, host, StringComparison.OrdinalIgnoreCase)));
    }

    private static DeepWikiException Refused(string host) => new(ErrorCode.HostNotAllowed, $"Host '{host}' is not allowed");
}
