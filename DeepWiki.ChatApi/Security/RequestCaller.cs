using System.Net;
using System.Net.Sockets;
using System.Security.Claims;

namespace DeepWiki.ChatApi.Security;

/// <summary>Caller of a request.</summary>
internal static class RequestCaller
{
    /// <summary>A stable id of the caller's API key; null for one without.</summary>
    public static string? FindId(HttpContext context) => context.User.FindFirst(ClaimTypes.NameIdentifier)?.Value;

    /// <summary>
    /// Name that limits count a caller by: an API key, else a remote address. Null for a caller on loopback without a key, who is not
    /// limited.
    /// </summary>
    public static string? CountedAs(HttpContext context) =>
        FindId(context) is { } id ? $"key {id}"
        : context.Connection.RemoteIpAddress is { } remote && !IPAddress.IsLoopback(remote) ? Network(remote)
        : null;

    /// <summary>The caller whose API key has this id.</summary>
    public static ClaimsPrincipal WithKey(string id) => new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id)], ApiKeyHandler.SchemeName));

    // Who has one address of version 6 has 2^64 of them.
    private static string Network(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
        : address.ToString();
}
