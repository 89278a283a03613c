using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DeepWiki.Tests.Fakes.Chat;
using DeepWiki.Tests.Fakes.Providers;
using DeepWiki.Tests.Fakes.Sockets;
using DeepWiki.Tests.Integration.Chat;

namespace DeepWiki.Tests.Integration.Load;

/// <summary>A thousand answers at once are each whole and nobody else's, and neither they nor those who do not read cost memory.</summary>
[Trait("Category", "Integration")]
[Trait("Req", "W12")]
[Collection(LoadCollection.Name)]
public sealed partial class ManyAnswersTests(LoadStack load)
{
    private const int Many = 1000;
    private const int NonReaders = 50;

    // A mebibyte for the service and as much for the provider, whose buffers lie in this process too.
    private const long BothEnds = 2 << 20;

    private static readonly string[] Paths = ["/ws/chat", "/chat/completions/stream", "/api/chat/stream"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ChatStack Stack => load.Stack;

    [Fact]
    public async Task A_thousand_answers_at_once_are_never_mixed_and_leave_nothing_behind()
    {
        await using var server = await Stack.StartAsync(("Models:CallsPerProvider", "2000"));
        server.Provider.KeepsRequests = false;
        server.Provider.Answer = body => new ScriptedAnswer { Deltas = DeltasOf(Marks().Matches(body)[^1].Value), Hang = ScriptedHang.BeforeFirstDelta };
        server.Http.Timeout = Timeout.InfiniteTimeSpan;

        // What a first crowd leaves behind is what serves the next one: buffers, connections, threads. A second crowd must find it enough.
        var first = await RunAsync(server, 0, Many);
        var before = Holdings.Now();
        var answers = first.Concat(await RunAsync(server, Many, Many)).ToList();

        var after = await Holdings.SettleAsync(now => now.Bytes < before.Bytes + (16 << 20), Token);
        Assert.All(answers, answer => Assert.Equal((200, string.Concat(DeltasOf(answer.Mark))), (answer.Status, answer.Text)));
        Assert.Empty(server.Log.Errors);
        Assert.InRange(after.Bytes, 0, before.Bytes + (32 << 20));
    }

    [Fact(Timeout = 180_000)]
    public async Task Fifty_who_do_not_read_hold_two_mebibytes_each_at_most_with_their_provider_and_are_let_go()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = await Stack.StartAsync(
            SmallBuffers.AddTo, ("Models:CallsPerProvider", "100"), ("Models:AnswerCharacters", "100000000"), ("Chat:Send", "00:00:20"), ("Logging:LogLevel:Default", "Information"));
        server.Provider.KeepsRequests = false;
        var piece = string.Concat(Enumerable.Repeat("words of an answer ", 400));
        server.Provider.Chat = new ScriptedAnswer { Deltas = [.. Enumerable.Repeat(piece, 8000)] };
        var before = Holdings.Now();
        var sockets = await Task.WhenAll(Enumerable.Range(0, NonReaders).Select(number => AskAsync(server, Paths[number % 3])));
        await server.Provider.StandingAsync(NonReaders, token).WaitAsync(TimeSpan.FromSeconds(60), token);

        // What tests before this one left may still be on its way out: a second look tells it from what is held.
        var most = before.Bytes + (NonReaders * BothEnds);
        var stalled = await Holdings.SettleAsync(now => now.Bytes < most, token);
        Assert.DoesNotContain(server.Log.Entries, entry => entry.Text.Contains("client_gone", StringComparison.Ordinal));
        while (server.Log.Entries.Count(entry => entry.Text.Contains("client_gone, code 1006", StringComparison.Ordinal)) < NonReaders)
        {
            await Task.Delay(100, token);
        }

        // The provider writes for none of them any more.
        await server.Provider.IdleAsync(token);
        Assert.InRange(stalled.Bytes, 0, most);
        Assert.Empty(server.Log.Errors);
        foreach (var socket in sockets)
        {
            await socket.DisposeAsync();
        }
    }

    private static string[] DeltasOf(string mark) => [.. Enumerable.Range(0, 8).Select(number => $"{mark} says its piece {number} in words of its own 😀\n")];

    private async Task<(string Mark, int Status, string Text)[]> RunAsync(ChatServer server, int from, int count)
    {
        var asked = Enumerable.Range(from, count).Select(number => AskAsync(server, $"mark-{number:d6}-end", Paths[number % 3])).ToList();
        await server.Provider.HangingAsync(count, Token).WaitAsync(TimeSpan.FromSeconds(60), Token);
        server.Provider.ReleaseOnce();
        return await Task.WhenAll(asked);
    }

    private async Task<(string Mark, int Status, string Text)> AskAsync(ChatServer server, string mark, string path)
    {
        var message = Stack.Local($"What does {mark} do?").ToJson();
        if (path != Paths[0])
        {
            var reply = await server.PostAsync(path, message);
            return (mark, reply.Status, reply.Body);
        }

        await using var socket = await RawConnection.UpgradeAsync(server.Address, patience: TimeSpan.FromMinutes(1));
        await socket.SendTextAsync(message);
        var end = await socket.ReadToEndAsync();
        return (mark, end.Code == 1000 ? (int)HttpStatusCode.OK : end.Code ?? 0, end.Text);
    }

    private async Task<RawConnection> AskAsync(ChatServer server, string path)
    {
        var body = Stack.Local().ToJson();
        if (path == Paths[0])
        {
            var socket = await server.OpenAsync(receiveBuffer: 8 * 1024);
            await socket.SendTextAsync(body);
            return socket;
        }

        var connection = await RawConnection.ConnectAsync(server.Address, receiveBuffer: 8 * 1024);
        await connection.SendBytesAsync(Encoding.UTF8.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
        return connection;
    }

    [GeneratedRegex("mark-[0-9]{6}-end", RegexOptions.NonBacktracking)]
    private static partial Regex Marks();
}
