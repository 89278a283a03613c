using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Stores;

namespace DeepWiki.Tests.ChatApi.Repositories;

/// <summary>A question is answered from the commit its caller saw, also when an older one is being indexed.</summary>
[Trait("Category", "Integration")]
public sealed class MovedHeadTests(StoresFixture stores) : IAsyncLifetime
{
    private readonly ChatStack stack = new(stores);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => stack.InitializeAsync();

    public ValueTask DisposeAsync() => stack.DisposeAsync();

    [Fact]
    public async Task Whoever_joins_a_job_of_an_older_commit_waits_for_the_newer_one()
    {
        await using var server = await stack.StartAsync();
        server.Provider.Chat = ScriptedAnswer.Text("See [README.md:1-1]().");
        var question = stack.Serve("moved/head");
        var origin = RepositoryBuilder.Create(Path.Combine(stack.Git.Root, "moved/head.git"));
        stack.Git.Fault = GitFault.HoldPack;
        var early = server.AskAsync(question.ToJson());
        await stack.Git.FaultReached.WaitAsync(Token);
        var newer = origin.File("README.md", "# Runner of today\n").Commit();
        await stack.Redis.ExecuteAsync("FLUSHDB");

        var late = server.AskAsync(question.ToJson());
        await HeadSeenAsync();
        stack.Git.LetGo();

        Assert.Contains($"/blob/{newer}/", (await late).Text);
        Assert.Equal(1000, (await early).Code);
    }

    // The head that the second caller saw is remembered, and it joins the job next.
    private async Task HeadSeenAsync()
    {
        var keys = stack.Redis.Multiplexer.GetServer(stack.Redis.Multiplexer.GetEndPoints()[0]);
        while (!keys.Keys(stack.Redis.Database, "*:head:*").Any())
        {
            await Task.Delay(20, Token);
        }
    }
}
