#if !USE_ASPIRE
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeepWiki.AppHost.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Integration.Hosting;

[Trait("Category", "Integration")]
public sealed class OrchestratorTests
{
    private static readonly string[] Args = ["--DeepWiki:Ephemeral=true", "--ports", "auto"];

    [Fact]
    public async Task DW1006_shows_the_last_lines_and_the_log_of_a_service_that_ended_early()
    {
        var token = TestContext.Current.CancellationToken;
        await using var app = HostingTestBed.Build(Args, builder => builder
            .AddExecutable("service", "sh", "/", "-c", "echo it is broken >&2; exit 3").WithHttpEndpoint().WithHttpHealthCheck("/"));
        await app.StartAsync(token);

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.ResourceNotifications.WaitForResourceHealthyAsync("service", token));
        await app.StopAsync(token);

        Assert.Contains("DW1006 'service' exited with 3 before it was healthy", exception.Message);
        Assert.Contains("service.log", exception.Message);
        Assert.Contains("it is broken", exception.Message);
        Assert.True(app.Services.GetRequiredService<Orchestrator>().HasFailure);
    }

    [Fact]
    public async Task A_program_that_ends_well_is_no_failure()
    {
        var token = TestContext.Current.CancellationToken;
        await using var app = HostingTestBed.Build(Args, builder => builder.AddExecutable("once", "true", "/"));
        await app.StartAsync(token);

        await app.ResourceNotifications.WaitForResourceAsync("once", KnownResourceStates.Finished, token);
        await app.StopAsync(token);

        Assert.False(app.Services.GetRequiredService<Orchestrator>().HasFailure);
    }

    [Fact]
    public async Task A_port_that_was_taken_between_choice_and_bind_is_replaced()
    {
        var token = TestContext.Current.CancellationToken;
        TcpListener? thief = null;
        RedisResource? redis = null;
        await using var app = HostingTestBed.Build(Args, builder =>
        {
            // The password is asked for when the port has been chosen and nothing listens yet.
            var password = builder.AddParameter("password", () =>
            {
                thief = new TcpListener(IPAddress.Loopback, redis!.PrimaryEndpoint.Port); // The graph is built by then.
                thief.Start();
                return "secret";
            });
            redis = builder.AddRedis("redis", password: password).Resource;
        });
        await app.StartAsync(token);

        await app.ResourceNotifications.WaitForResourceHealthyAsync("redis", token);
        var port = redis?.PrimaryEndpoint.Port;
        await app.StopAsync(token);

        using (thief)
        {
            Assert.NotEqual((thief?.LocalEndpoint as IPEndPoint)?.Port, port);
        }
    }

    [Fact]
    public async Task A_stop_amid_a_second_launch_stops_the_other_resources_too()
    {
        var token = TestContext.Current.CancellationToken;
        var endless = new EndlessValue();
        var launches = 0;
        RedisResource? redis = null;
        await using var app = HostingTestBed.Build(Args, builder =>
        {
            redis = builder.AddRedis("redis").Resource;
            builder.AddExecutable("service", "sh", "/", "-c", "echo Address already in use >&2; exit 1").WithHttpEndpoint().WithHttpHealthCheck("/").WithEnvironment(context =>
            {
                if (++launches == 2)
                {
                    context.EnvironmentVariables["ENDLESS"] = endless;
                }
            });
        });
        await app.StartAsync(token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("redis", token);
        var port = redis!.PrimaryEndpoint.Port; // The graph is built by now.
        await endless.Asked.WaitAsync(TimeSpan.FromSeconds(30), token);

        await app.StopAsync(token);

        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(IPAddress.Loopback, port, token).AsTask());
    }

    /// <summary>A value that never comes.</summary>
    private sealed class EndlessValue : IValueProvider
    {
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => asked.Task;

        public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null;
        }
    }
}
#endif
