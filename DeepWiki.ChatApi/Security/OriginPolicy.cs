using System.Net;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Security;

/// <summary>
/// Decides which pages may talk to the service. Origins are compared as parsed origins, never by prefix or suffix. The <c>Host</c> header
/// is checked because a name that a hostile page rebinds to this machine would otherwise pass as the same origin; which names are good depends on
/// where the connection comes from, which the framework's host filtering does not look at.
/// </summary>
internal sealed class OriginPolicy(IOptions<SecurityOptions> options)
{
    /// <summary>True when a request with this <c>Origin</c> may go on; a request without one does not come from a page.</summary>
    public bool IsOriginAllowed(string? origin, HostString host)
    {
        if (string.IsNullOrEmpty(origin))
        {
            return true;
        }

        return options.Value.AllowedOrigins.Contains("*") || IsOriginNamed(origin, host);
    }

    /// <summary>True when a page of this origin is allowed for what it is and not only because all are: it may send cookies.</summary>
    public bool IsOriginNamed(string origin, HostString host)
    {
        if (Parse(origin) is not { } parsed)
        {
            return false;
        }

        return IsLoopback(parsed.Host)
            || (string.Equals(parsed.Host, host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase) && parsed.Port == (host.Port ?? DefaultPort(parsed)))
            || options.Value.AllowedOrigins.Any(entry => Parse(entry) is { } allowed && Same(allowed, parsed));
    }

    public bool IsHostAllowed(HostString host, IPAddress? remote)
    {
        var name = host.Host.Trim('[', ']');
        if (options.Value.AllowedHosts.Count > 0)
        {
            return options.Value.AllowedHosts.Any(entry =>
                string.Equals(entry, host.Host, StringComparison.OrdinalIgnoreCase) || string.Equals(entry, host.Value, StringComparison.OrdinalIgnoreCase));
        }

        return remote is null || !IPAddress.IsLoopback(remote) || IsLoopback(name)
            || string.Equals(name, Environment.MachineName, StringComparison.OrdinalIgnoreCase);
    }

    private static Uri? Parse(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri is { AbsolutePath: "/", UserInfo: "", Query: "", Fragment: "" }
            ? uri
            : null;

    private static bool Same(Uri a, Uri b) =>
        a.Scheme == b.Scheme && a.Port == b.Port && string.Equals(a.IdnHost, b.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static int DefaultPort(Uri uri) => uri.Scheme == Uri.UriSchemeHttps ? 443 : 80;

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
