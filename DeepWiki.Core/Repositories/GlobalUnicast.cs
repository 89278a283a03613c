using System.Net;
using System.Net.Sockets;

namespace DeepWiki.Core.Repositories;

/// <summary>
/// Tells addresses of the open internet from others. A table of prefixes, because the properties of <see cref="IPAddress"/> miss
/// 0.0.0.0, carrier-grade NAT, translated and tunnelled forms.
/// </summary>
internal static class GlobalUnicast
{
    private static readonly IPNetwork[] Refused4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),
    ];

    // Mapped, NAT64, unique local, link-local and multicast forms all lie outside; 6to4 and Teredo, which carry a v4 address, inside.
    private static readonly IPNetwork Allowed6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Refused6 =
        [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20")];

    public static bool Contains(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !Array.Exists(Refused4, network => IsWithin(network, address)),
        AddressFamily.InterNetworkV6 => address.ScopeId == 0 && IsWithin(Allowed6, address) && !Array.Exists(Refused6, network => IsWithin(network, address)),
        _ => false,
    };

    // IPNetwork.Contains judges a mapped address by its v4 half, so the bytes are compared here.
    private static bool IsWithin(IPNetwork network, IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        Span<byte> prefix = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out _) || !network.BaseAddress.TryWriteBytes(prefix, out _))
        {
            return false;
        }

        var whole = network.PrefixLength / 8;
        var rest = network.PrefixLength % 8;

        return bytes[..whole].SequenceEqual(prefix[..whole]) && (rest == 0 || ((bytes[whole] ^ prefix[whole]) >> (8 - rest)) == 0);
    }
}
