using System.Net.Sockets;
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
    public Task<PinnedHost> AdmitAsync(RepositoryAddress address, CancellationToken cancellationToken) =>
        AdmitAsync(address.Scheme, address.Host, address.Port, cancellationToken);

    /// <summary>Judges the host of any other address a request led to.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.HostNotAllowed"/>.</exception>
    public Task<PinnedHost> AdmitAsync(Uri address, CancellationToken cancellationToken)
    {
        var host = address.IdnHost.ToLowerInvariant();

        return AdmitAsync(address.Scheme, address.HostNameType == UriHostNameType.IPv6 ? $"[{host}]" : host, address.Port, cancellationToken);
    }

    /// <summary>A handler that connects to judged addresses only, follows no redirect and asks no proxy.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1), // Each new connection is judged anew.
        MaxResponseHeadersLength = 64,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var address = context.InitialRequestMessage.RequestUri
                ?? throw new DeepWikiException(ErrorCode.HostNotAllowed, "A request needs an absolute address.");
            var host = await AdmitAsync(address, cancellationToken);

            return await ConnectAsync(host, cancellationToken);
        },
    };

    private static async Task<Stream> ConnectAsync(PinnedHost host, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync([.. host.Addresses], host.Port, cancellationToken);

            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsOrdinaryPort(int port) => port is 443 or >= 1024;

    private async Task<PinnedHost> AdmitAsync(string scheme, string host, int port, CancellationToken cancellationToken)
    {
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
