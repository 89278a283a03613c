using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Sockets;
using DeepWiki.Tests.Support.Stores;

namespace DeepWiki.Tests.ChatApi.Repositories;

/// <summary>The proof that several wait for goes on as long as one of them does, and no longer.</summary>
[Trait("Category", "Integration")]
public sealed class SharedProofTests(StoresFixture stores) : IAsyncLifetime
{
    /// <summary>Far below the thirty seconds after which a host that hangs is given up anyway.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    private readonly ChatStack stack = new(stores);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await stack.InitializeAsync();
        await stack.Redis.ExecuteAsync("FLUSHDB");
    }

    public ValueTask DisposeAsync() => stack.DisposeAsync();

    [Fact]
    public async Task Hosts_that_hang_hold_nobody_up_once_their_callers_have_left()
    {
        await using var server = await stack.StartAsync(("Git:ResolveTimeoutSeconds", "600"));
        var good = stack.Serve("shared/good").ToJson();
        stack.Git.Fault = GitFault.Hang;
        var sockets = new List<RawConnection>();
        foreach (var number in Enumerable.Range(0, 8))
        {
            // Two callers each, so that the first to leave is not the last.
            var question = stack.Serve($"shared/hang-{number}").ToJson();
            foreach (var _ in Enumerable.Range(0, 2))
            {
                var socket = await server.OpenAsync();
                await socket.SendTextAsync(question);
                sockets.Add(socket);
            }
        }

        for (var i = 0; i < 8; i++)
        {
            await stack.Git.NextRequestAsync(Token).WaitAsync(Soon, Token);
        }

        stack.Git.Fault = GitFault.None;
        sockets.ForEach(socket => socket.Reset());

        Assert.Equal(1000, (await server.AskAsync(good).WaitAsync(Soon, Token)).Code);
        Assert.Empty(server.Log.Errors);
    }
}
