using System.Net;
using DeepWiki.Core.Repositories;

namespace DeepWiki.Tests.Core.Repositories;

[Trait("Category", "Security")]
public sealed class GlobalUnicastTests
{
    // Prefix, then the addresses just before and just after it; empty where the neighbour is refused for another reason.
    public static TheoryData<string, string, string> Prefixes() => new()
    {
        { "0.0.0.0/8", "", "1.0.0.0" },
        { "10.0.0.0/8", "9.255.255.255", "11.0.0.0" },
        { "100.64.0.0/10", "100.63.255.255", "100.128.0.0" },
        { "127.0.0.0/8", "126.255.255.255", "128.0.0.0" },
        { "169.254.0.0/16", "169.253.255.255", "169.255.0.0" },
        { "172.16.0.0/12", "172.15.255.255", "172.32.0.0" },
        { "192.0.0.0/24", "191.255.255.255", "192.0.1.0" },
        { "192.0.2.0/24", "192.0.1.255", "192.0.3.0" },
        { "192.88.99.0/24", "192.88.98.255", "192.88.100.0" },
        { "192.168.0.0/16", "192.167.255.255", "192.169.0.0" },
        { "198.18.0.0/15", "198.17.255.255", "198.20.0.0" },
        { "198.51.100.0/24", "198.51.99.255", "198.51.101.0" },
        { "203.0.113.0/24", "203.0.112.255", "203.0.114.0" },
        { "224.0.0.0/4", "223.255.255.255", "" },
        { "240.0.0.0/4", "", "" },
        { "::/96", "", "" },
        { "::ffff:0:0/96", "", "" },
        { "64:ff9b::/96", "", "" },
        { "64:ff9b:1::/48", "", "" },
        { "100::/64", "", "" },
        { "::/3", "", "" },
        { "2001::/23", "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::" },
        { "2001:db8::/32", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::" },
        { "2002::/16", "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::" },
        { "3fff::/20", "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::" },
        { "4000::/2", "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "" },
        { "8000::/1", "", "" },
        { "fc00::/7", "", "" },
        { "fe80::/10", "", "" },
        { "ff00::/8", "", "" },
    };

    [Theory]
    [MemberData(nameof(Prefixes))]
    public void Refuses_a_reserved_prefix_exactly_to_its_borders(string prefix, string before, string after)
    {
        var network = IPNetwork.Parse(prefix);

        Assert.False(GlobalUnicast.Contains(network.BaseAddress));
        Assert.False(GlobalUnicast.Contains(Last(network)));
        Assert.True(before.Length == 0 || GlobalUnicast.Contains(IPAddress.Parse(before)));
        Assert.True(after.Length == 0 || GlobalUnicast.Contains(IPAddress.Parse(after)));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("140.82.121.4")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    public void Admits_the_open_internet(string address) => Assert.True(GlobalUnicast.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:7f00:1::")]
    [InlineData("2606:4700::1%3")]
    [InlineData("255.255.255.255")]
    [InlineData("169.254.169.254")]
    [InlineData("fd00:ec2::254")]
    public void Refuses_every_form_that_wraps_or_names_an_inside_address(string address) =>
        Assert.False(GlobalUnicast.Contains(IPAddress.Parse(address)));

    private static IPAddress Last(IPNetwork network)
    {
        var bytes = network.BaseAddress.GetAddressBytes();
        for (var bit = network.PrefixLength; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }
}
