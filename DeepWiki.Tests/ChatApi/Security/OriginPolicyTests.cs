using System.Net;
using DeepWiki.ChatApi.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace DeepWiki.Tests.ChatApi.Security;

[Trait("Category", "Unit")]
public sealed class OriginPolicyTests
{
    private static readonly HostString Host = new("wiki.example.org", 8001);

    [Theory]
    [InlineData(null)]
    [InlineData("http://localhost:3000")]
    [InlineData("http://127.0.0.1:3000")]
    [InlineData("http://[::1]:3000")]
    [InlineData("http://wiki.example.org:8001")]
    [InlineData("https://allowed.example")]
    public void Loopback_the_own_host_and_listed_origins_pass(string? origin)
    {
        Assert.True(Policy("https://allowed.example").IsOriginAllowed(origin, Host));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://evillocalhost")]
    [InlineData("http://localhost@evil.example")]
    [InlineData("http://wiki.example.org")]
    [InlineData("http://wiki.example.org:8002")]
    [InlineData("http://allowed.example")]
    [InlineData("https://allowed.example:8443")]
    [InlineData("https://allowed.example.evil.example")]
    [InlineData("ftp://localhost")]
    [InlineData("localhost")]
    public void Look_alikes_do_not(string origin)
    {
        Assert.False(Policy("https://allowed.example").IsOriginAllowed(origin, Host));
    }

    [Fact]
    public void A_star_opens_it_to_all()
    {
        Assert.True(Policy("*").IsOriginAllowed("https://anywhere.example", Host));
    }

    [Theory]
    [InlineData("localhost:8001", "127.0.0.1", true)]
    [InlineData("127.0.0.1:8001", "127.0.0.1", true)]
    [InlineData("rebound.example:8001", "127.0.0.1", false)]
    [InlineData("wiki.example.org", "203.0.113.9", true)]
    public void A_connection_from_loopback_must_name_this_machine(string host, string remote, bool allowed)
    {
        Assert.Equal(allowed, Policy().IsHostAllowed(new HostString(host), IPAddress.Parse(remote)));
    }

    private static OriginPolicy Policy(params string[] origins)
    {
        var options = new SecurityOptions();
        foreach (var origin in origins)
        {
            options.AllowedOrigins.Add(origin);
        }

        return new OriginPolicy(Options.Create(options));
    }
}
