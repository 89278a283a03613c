using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace DeepWiki.Tests.ChatApi.Security;

/// <summary>Rights of callers without a key, when nothing sets them, follow from the reach of the service.</summary>
[Trait("Category", "Unit")]
public sealed class AnonymousPolicyTests
{
    [Theory]
    [InlineData("Production", AnonymousUse.Full, "http://localhost:8001")]
    [InlineData("Production", AnonymousUse.Full, "http://127.0.0.1:8001", "http://[::1]:8001")]
    [InlineData("Production", AnonymousUse.Read, "http://127.0.0.1:8001", "http://192.0.2.1:8001")]
    [InlineData("Production", AnonymousUse.Read, "http://0.0.0.0:8001")]
    [InlineData("Production", AnonymousUse.Read, "http://[::]:8001")]
    [InlineData("Production", AnonymousUse.Read, "http://*:8001")]
    [InlineData("Production", AnonymousUse.Read, "http://+:8001")]
    [InlineData("Production", AnonymousUse.Read, "http://localhost.example.org:8001")]
    [InlineData("Production", AnonymousUse.Read, "http://unix:/run/deepwiki.sock")]
    [InlineData("Production", AnonymousUse.Read)]
    [InlineData("Development", AnonymousUse.Full, "http://0.0.0.0:8001")]
    internal void Only_a_service_of_the_own_machine_works_for_anybody(string environment, AnonymousUse expected, params string[] addresses)
    {
        Assert.Equal(expected, Policy(null, environment, addresses).Use);
    }

    [Theory]
    [InlineData(AnonymousUse.Full, true, true)]
    [InlineData(AnonymousUse.Read, true, false)]
    [InlineData(AnonymousUse.None, false, false)]
    internal void A_set_value_counts_before_the_default(AnonymousUse use, bool read, bool work)
    {
        var policy = Policy(use, "Development", "http://localhost:8001");

        Assert.Equal((read, work), (policy.Allows(Access.Read), policy.Allows(Access.Work)));
    }

    [Theory]
    [InlineData("http://localhost:8001")]
    [InlineData("http://localhost:9000", "--PORT=9000")]
    [InlineData("http://*:7000", "--PORT=9000", "--urls=http://*:7000")]
    [InlineData(null, "--PORT=9000", "--http_ports=8080")]
    [InlineData(null, "--Kestrel:Endpoints:Http:Url=http://localhost:7001")]
    public void The_port_of_the_original_is_used_when_nothing_else_is_said(string? address, params string[] arguments)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = arguments });

        builder.ListenOnDefaultPort();

        Assert.Equal(address, builder.WebHost.GetSetting("urls"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("http")]
    public void A_port_that_is_none_stops_the_start(string port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = ["--PORT=" + port] });

        var failure = Assert.Throws<InvalidOperationException>(builder.ListenOnDefaultPort);

        Assert.StartsWith("PORT must be", failure.Message);
    }

    private static AnonymousPolicy Policy(AnonymousUse? use, string environment, params string[] addresses) => new(
        Options.Create(new SecurityOptions { Anonymous = use }),
        WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment }).Environment,
        new ListeningScope(new Listening(addresses)));

    private sealed class Listening : IServer
    {
        public Listening(string[] addresses)
        {
            var feature = new ServerAddressesFeature();
            foreach (var address in addresses)
            {
                feature.Addresses.Add(address);
            }

            Features.Set<IServerAddressesFeature>(feature);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
            // It never listened.
        }
    }
}
