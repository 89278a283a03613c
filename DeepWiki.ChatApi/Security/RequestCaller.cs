using System.Net;
using System.Net.Sockets;

namespace DeepWiki.ChatApi.Security;

/// <summary>Who sent a request, as far as a key proved it.</summary>
/// <param name="Id">Tells callers apart and stays the same; kept only as a keyed hash.</param>
internal sealed record RequestCaller(string Id)
{
    /// <summary>Null for one without a key.</summary>
    public static RequestCaller? Of(HttpContext context) => context.Features.Get<RequestCaller>();

    /// <summary>
    /// Whom limits count as one: an API key, else a remote address. Null for whoever sits at the machine itself and has no key, who is not
    /// bounded.
    /// </summary>
    public static string? CountedAs(HttpContext context) =>
        Of(context) is { } caller ? $"key {caller.Id}"
        : context.Connection.RemoteIpAddress is { } remote && !IPAddress.IsLoopback(remote) ? Network(remote)
        : null;

    /// <summary>Says who it is, once that was proved.</summary>
    public static void Remember(HttpContext context, string id) => context.Features.Set(new RequestCaller(id));

    // Who has one address of version 6 has 2^64 of them.
    private static string Network(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
        : address.ToString();
}
