using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace DeepWiki.ChatApi.Security;

/// <summary>Reach of the service, by the addresses it listens on: known once it does, and so before any request.</summary>
internal sealed class ListeningScope(IServer server)
{
    /// <summary>True when only this machine can reach the service.</summary>
    public bool IsLoopbackOnly =>
        server.Features.Get<IServerAddressesFeature>() is { Addresses: { Count: > 0 } addresses } && addresses.All(IsLoopback);

    // Such as http://localhost:8001, http://[::]:8001, http://*:8001 or http://unix:/run/socket.
    private static bool IsLoopback(string address) =>
        BindingAddress.Parse(address) is { IsUnixPipe: false } bound
        && (string.Equals(bound.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(bound.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
