using System.Text;
using DeepWiki.Tests.ChatApi.Legacy;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Sockets;
using DeepWiki.Tests.Support.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.ChatApi.Http.Bodies;

/// <summary>Bodies have their time, their share and their number, and take nothing from the chat.</summary>
[Trait("Category", "Integration")]
public sealed class BodyLimitTests(StoresFixture stores) : IAsyncLifetime
{
    private readonly LegacyStack stack = new(stores);
    private readonly ManualTime time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => stack.InitializeAsync();

    public ValueTask DisposeAsync() => stack.DisposeAsync();

    [Theory]
    [InlineData("/export/wiki")]
    [InlineData("/api/wiki_cache")]
    public async Task An_upload_that_stops_halfway_has_its_time_and_takes_no_room_from_the_chat(string path)
    {
        await using var server = await stack.StartAsync(
            services => services.AddSingleton<TimeProvider>(time), ("Bodies:MaxBufferedBytes", "150000"), ("Chat:MaxBufferedBytes", "20000"));
        var wiki = new SavedPages { Content = new string('x', 10_000) };
        await using var upload = await RawConnection.ConnectAsync(server.Address);
        var reply = upload.RequestAsync(
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 90000\r\n\r\n[\"{new string('x', 60_000)}");
        var question = await server.PostAsync("/chat/completions/stream", new ChatQuestion("/does/not/exist").ToJson());
        await time.PassAsync(TimeSpan.FromSeconds(46), Token);

        Assert.Contains("Directory not found", question.Body);
        Assert.Equal((408, """{"detail":"No request was received in time"}"""), await reply is var late ? (late.Status, late.Body) : default);
        Assert.Equal(200, (await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson())).Status);
        Assert.Empty(server.Log.Errors);
    }

    [Fact]
    public async Task Who_does_not_read_a_wiki_is_let_go_and_what_was_held_given_back()
    {
        var wiki = new SavedPages { Content = new string('x', 8 << 20) };
        await using (var before = await stack.StartAsync())
        {
            await before.PostJsonAsync("/api/wiki_cache", wiki.ToJson());
        }

        await using var server = await stack.StartAsync(services => services.AddSingleton<TimeProvider>(time), ("Bodies:MaxBufferedBytes", $"{24 << 20}"));
        await using var idle = await RawConnection.ConnectAsync(server.Address, receiveBuffer: 4096);
        await idle.SendBytesAsync(Encoding.ASCII.GetBytes($"GET {wiki.Path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
        await time.TimerAsync(TimeSpan.FromSeconds(30), Token).WaitAsync(TimeSpan.FromMinutes(2), Token);
        var beside = await server.GetAsync(wiki.Path);

        // Thirty seconds for a piece, and for all of them no more than a sender would have.
        time.Advance(TimeSpan.FromSeconds(80));
        var after = await server.GetAsync(wiki.Path);
        for (var i = 0; i < 500 && after.Status != 200; i++)
        {
            after = await server.GetAsync(wiki.Path);
        }

        Assert.Equal((503, 200), (beside.Status, after.Status));
        Assert.Empty(server.Log.Errors);
    }

    [Theory]
    [InlineData("/export/wiki", """{"repo_url":"x","pages":[],"format":"json"}""")]
    [InlineData("/api/wiki_cache", null)]
    public async Task Saves_and_exports_of_a_caller_are_counted_as_questions_are(string path, string? body)
    {
        await using var server = await stack.StartAsync(NamedCaller.AddTo, ("Chat:RequestsPerMinute", "1"));
        body ??= new SavedPages().ToJson();

        var first = await server.PostJsonAsync(path, body, (NamedCaller.Header, "anne"));
        var second = await server.PostJsonAsync(path, body, (NamedCaller.Header, "anne"));
        var other = await server.PostJsonAsync(path, body, (NamedCaller.Header, "bert"));

        Assert.Equal((200, 429, 200, true), (first.Status, second.Status, other.Status, second.Header("retry-after") is not null));
    }
}
