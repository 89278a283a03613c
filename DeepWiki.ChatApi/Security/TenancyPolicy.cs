using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Security;

/// <summary>Whether all callers are one person.</summary>
internal sealed class TenancyPolicy(IServer server, IOptions<SecurityOptions> options)
{
    /// <summary>As configured, else whether nobody but this machine can reach the service.</summary>
    public bool IsSingle => options.Value.Tenancy is { } tenancy ? tenancy == Tenancy.Single : BindsLoopbackOnly;

    // Known once the server listens, and so before any request.
    private bool BindsLoopbackOnly => server.Features.Get<IServerAddressesFeature>() is { Addresses: { Count: > 0 } addresses } && addresses.All(IsLoopback);

    // Such as http://localhost:8001, http://[::]:8001 or http://*:8001.
    private static bool IsLoopback(string address) =>
        BindingAddress.Parse(address) is { IsUnixPipe: false } bound
        && (string.Equals(bound.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(bound.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
