using System.Net;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using Microsoft.Extensions.Options;

namespace DeepWiki.Tests.Core.Repositories;

[Trait("Category", "Security")]
public sealed class EgressPolicyTests
{
    private const string Outside = "140.82.121.4";

    [Fact]
    public async Task Returns_the_addresses_it_judged()
    {
        var host = await Gate([]).AdmitAsync(Address("https://names.test/a/b"), TestContext.Current.CancellationToken);

        Assert.Equal(("names.test", 443, Outside), (host.Host, host.Port, host.Addresses[0].ToString()));
    }

    [Theory]
    [InlineData("http://names.test/a/b")]
    [InlineData("http://names.test:8080/a/b")]
    [InlineData("https://names.test:22/a/b")]
    [InlineData("https://names.test:1023/a/b")]
    [InlineData("https://absent.test/a/b")]
    [InlineData("https://mixed.test/a/b")]
    [InlineData("https://inside.test/a/b")]
    [InlineData("https://127.0.0.1/a/b")]
    [InlineData("https://169.254.169.254/a/b")]
    [InlineData("https://[::1]/a/b")]
    [InlineData("https://[::ffff:127.0.0.1]/a/b")]
    public async Task Refuses_by_one_sentence(string url)
    {
        var address = Address(url);

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => Gate([]).AdmitAsync(address, TestContext.Current.CancellationToken));

        Assert.Equal((ErrorCode.HostNotAllowed, $"Host '{address.Host}' is not allowed"), (error.Code, error.Message));
    }

    [Theory]
    [InlineData("127.0.0.1:8080", "http://127.0.0.1:8080/a/b", true)]
    [InlineData("127.0.0.1:8080", "https://127.0.0.1:8080/a/b", true)]
    [InlineData("127.0.0.1:8080", "http://127.0.0.1:8081/a/b", false)]
    [InlineData("127.0.0.1:8080", "http://127.0.0.2:8080/a/b", false)]
    [InlineData("127.0.0.1", "http://127.0.0.1/a/b", true)]
    [InlineData("127.0.0.1", "http://127.0.0.1:8080/a/b", false)]
    [InlineData("INSIDE.test", "https://inside.test/a/b", true)]
    [InlineData("[::1]:8080", "http://[::1]:8080/a/b", true)]
    [InlineData("absent.test", "https://absent.test/a/b", false)]
    [InlineData("names.test:22", "https://names.test:22/a/b", true)]
    public async Task The_list_lifts_the_rules_for_exactly_its_hosts_and_ports(string listed, string url, bool expected)
    {
        var error = await Record.ExceptionAsync(() => Gate([listed]).AdmitAsync(Address(url), TestContext.Current.CancellationToken));

        Assert.Equal(expected, error is null);
    }

    [Fact]
    public async Task The_list_can_be_the_whole_world()
    {
        var gate = Gate(["inside.test"], only: true);

        await gate.AdmitAsync(Address("https://inside.test/a/b"), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<DeepWikiException>(() => gate.AdmitAsync(Address("https://names.test/a/b"), TestContext.Current.CancellationToken));
    }

    private static RepositoryAddress Address(string url) => RepositoryAddress.Parse(url, RepositoryKind.Git);

    private static EgressPolicy Gate(string[] listed, bool only = false) =>
        new(new ScriptedResolver(), Options.Create(new RepositoriesOptions { AllowedHosts = [.. listed], OnlyAllowedHosts = only }));

    private sealed class ScriptedResolver : IHostResolver
    {
        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<IPAddress>>(host switch
            {
                "names.test" => [IPAddress.Parse(Outside)],
                "mixed.test" => [IPAddress.Parse(Outside), IPAddress.Parse("10.0.0.1")],
                "inside.test" => [IPAddress.Parse("10.0.0.1")],
                _ => [],
            });
    }
}
