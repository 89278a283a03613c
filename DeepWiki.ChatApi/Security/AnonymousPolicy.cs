using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Security;

/// <summary>
/// What callers without a key may do here. Nobody but the own user reaches a service in development, or one that listens on loopback
/// alone; any other is read by all, and works for those with a key.
/// </summary>
internal sealed class AnonymousPolicy(IOptions<SecurityOptions> options, IHostEnvironment environment, IServer server)
{
    // Where the server listens is known once it does.
    private readonly Lazy<AnonymousUse> use = new(() => options.Value.Anonymous
        ?? (environment.IsDevelopment() || IsLoopbackOnly(server) ? AnonymousUse.Full : AnonymousUse.Read));

    public AnonymousUse Use => use.Value;

    /// <summary>Whether a caller without a key may call a route that needs this.</summary>
    public bool Allows(Access access) => access switch
    {
        Access.Open => true,
        Access.Read => Use >= AnonymousUse.Read,
        _ => Use == AnonymousUse.Full,
    };

    private static bool IsLoopbackOnly(IServer server) =>
        server.Features.Get<IServerAddressesFeature>() is { Addresses: { Count: > 0 } addresses } && addresses.All(IsLoopback);

    // Such as http://localhost:8001, http://[::]:8001, http://*:8001 or http://unix:/run/socket.
    private static bool IsLoopback(string address) =>
        BindingAddress.Parse(address) is { IsUnixPipe: false } bound
        && (string.Equals(bound.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(bound.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
