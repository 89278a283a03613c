using System.Text;
using DeepWiki.Core.Telemetry;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Hosting;
using DeepWiki.Tests.Support.Sockets;
using DeepWiki.Tests.Support.Stores;
using DeepWiki.Tests.Support.Telemetry;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>A caller's token leaves memory for Git alone: no log, span, row, key, value or file ever holds it.</summary>
[Trait("Category", "Integration")]
public sealed class TokenSecrecyTests(StoresFixture stores) : IAsyncLifetime
{
    private const string Socket = "/ws/chat";
    private const string Canary = "ghp_canary0123456789canary0123456789abcd";
    private const string WrongCanary = "ghp_wrongcanary0123456789wrongcanary0123";

    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(2);

    private readonly ChatStack stack = new(stores) { Settings = [("Logging:LogLevel:Default", "Trace")] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Sinks Sinks => new(stack.Database, stack.Redis, stack.Folder);

    public async ValueTask InitializeAsync()
    {
        await stack.InitializeAsync();
        await stack.Redis.ExecuteAsync("FLUSHDB");
        stack.Git.Token = Canary;
    }

    public ValueTask DisposeAsync() => stack.DisposeAsync();

    [Theory]
    [InlineData(Socket)]
    [InlineData("/chat/completions/stream")]
    [InlineData("/api/chat/stream")]
    public async Task A_token_is_nowhere_after_it_was_used(string path)
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();
        var question = stack.Serve("secrecy/indexed") with { Token = Canary };

        var right = await AskAsync(server, path, question, spans);
        var wrong = await AskAsync(server, path, question with { Token = WrongCanary }, spans);

        Assert.Equal("Hello, world.", right);
        Assert.Contains("Error during cloning", wrong);
        await spans.EndedAsync(Spans.JobRun);
        await AssertNowhereAsync(server.Log, spans, wrong);
    }

    [Fact]
    public async Task A_caller_who_joins_a_job_under_way_leaves_no_token_behind()
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();
        var question = stack.Serve("secrecy/joined") with { Token = Canary };
        stack.Git.Fault = GitFault.HoldPack;
        var first = AskAsync(server, Socket, question, spans);
        await stack.Git.FaultReached.WaitAsync(WaitTimeout, Token);

        using var later = new SpanRecorder();
        var second = AskAsync(server, Socket, question, later);
        await later.StartedAsync(Spans.IndexWait);
        stack.Git.LetGo();
        Assert.Equal(["Hello, world.", "Hello, world."], await Task.WhenAll(first, second));

        // The job took the first one; another would lie there for ten minutes.
        var keys = stack.Redis.Multiplexer.GetServer(stack.Redis.Multiplexer.GetEndPoints()[0]);
        Assert.Empty(keys.Keys(stack.Redis.Database, "*hand-over*"));
    }

    [Fact]
    public async Task A_token_is_nowhere_while_it_is_in_use()
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();
        var question = stack.Serve("secrecy/hangs") with { Token = Canary };
        stack.Git.Fault = GitFault.HangPack;
        var asking = AskAsync(server, Socket, question, spans);

        await stack.Git.FaultReached.WaitAsync(WaitTimeout, Token);
        await AssertNowhereAsync(server.Log, spans, "");

        // What the failing job says of itself is kept as well.
        Assert.StartsWith("Error preparing retriever: ", await asking);
        await AssertNowhereAsync(server.Log, spans, "");
    }

    [Fact]
    public async Task A_token_is_nowhere_when_the_host_repeats_it()
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();
        var question = stack.Serve("secrecy/repeats") with { Token = Canary };
        stack.Git.FaultBody = $"No access for {Canary}, that is Basic {SecretForms.From(Canary)[^1]}\n";
        stack.Git.Fault = GitFault.Forbidden;

        var texts = new[] { await AskAsync(server, Socket, question, spans), await AskAsync(server, "/api/chat/stream", question, spans) };

        Assert.All(texts, text => Assert.Contains("Error during cloning", text));
        await AssertNowhereAsync(server.Log, spans, string.Concat(texts));
    }

    private async Task AssertNowhereAsync(LogRecorder log, SpanRecorder spans, string told)
    {
        string[] secrets = [.. SecretForms.From(Canary), .. SecretForms.From(WrongCanary)];
        var seen = string.Join('\n', log.Entries.Concat(stack.IndexerLog.Entries).Select(entry => entry.Text)) + spans.Text() + told;

        Assert.All(secrets, secret => Assert.DoesNotContain(secret, seen, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(await Sinks.FindAsync(secrets));
    }

    [Fact]
    public async Task What_lies_in_a_sink_is_found_there()
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();
        await AskAsync(server, Socket, stack.Serve("secrecy/found") with { Token = Canary }, spans);
        await stack.Redis.StringSetAsync("planted", "x" + Canary);
        await stack.Database.ExecuteAsync($"update repositories set address = address || '{Canary}'");
        await stack.Database.ExecuteAsync($"insert into service_keys (name, key) values ('planted', convert_to('{Canary}', 'utf8'))");
        await File.WriteAllTextAsync(Path.Combine(stack.Folder, "work-indexer", "planted"), Canary, Token);

        var found = await Sinks.FindAsync(Canary);

        Assert.Equal(
            ["planted", "public.repositories", "public.service_keys", "redis planted"],
            found.Select(text => Path.GetFileName(text.Split(':')[0])).Order(StringComparer.Ordinal));
        Assert.Contains(stack.IndexerLog.Entries, entry => entry.Text.Contains("JobRunner", StringComparison.Ordinal));
        Assert.Contains(server.Log.Entries, entry => entry.Text.Contains("ChatEngine", StringComparison.Ordinal));
    }

    private static async Task<string> AskAsync(ChatServer server, string path, ChatQuestion question, SpanRecorder spans)
    {
        if (path == Socket)
        {
            await using var socket = await RawConnection.UpgradeAsync(server.Address, headers: $"traceparent: {spans.TraceParent}");
            await socket.SendTextAsync(question.ToJson());
            return (await socket.ReadToEndAsync()).Text;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(question.ToJson(), Encoding.UTF8, "application/json") };
        request.Headers.Add("traceparent", spans.TraceParent);
        using var response = await server.Http.SendAsync(request, Token);
        return await response.Content.ReadAsStringAsync(Token);
    }
}
