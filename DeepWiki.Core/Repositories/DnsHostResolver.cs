using System.Net;
using System.Net.Sockets;

namespace DeepWiki.Core.Repositories;

/// <summary>Resolves through the operating system, for at most five seconds.</summary>
internal sealed class DnsHostResolver(TimeProvider time) : IHostResolver
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken).WaitAsync(Limit, time, cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException or ArgumentException)
        {
            return [];
        }
    }
}
