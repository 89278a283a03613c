using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Sockets;
using DeepWiki.Tests.Support.Telemetry;

namespace DeepWiki.Tests.ChatApi.Chat.Load;

/// <summary>A thousand answers at once are each whole and nobody else's, and who does not read stops the provider of his answer.</summary>
[Trait("Category", "Integration")]
[Collection(LoadCollection.Name)]
public sealed partial class ManyAnswersTests(LoadStack load)
{
    private const int Many = 1000;
    private const int Wave = 20;
    private const int NonReaders = 50;

    private const int Piece = 8 * 1024;
    private const int Mebibyte = 1 << 20;

    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(5);

    // A busy machine takes its time for a thousand.
    private static readonly (string, string)[] Patient = [("Models:FirstDeltaTimeout", "00:10:00"), ("Models:DeltaTimeout", "00:10:00")];

    private static readonly string[] Paths = ["/ws/chat", "/chat/completions/stream", "/api/chat/stream"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ChatStack Stack => load.Stack;

    [Fact(Timeout = 600_000)]
    public async Task A_thousand_answers_at_once_are_never_mixed_and_leave_nothing_behind()
    {
        await using var server = await Stack.StartAsync([.. Patient, ("Models:MaxConcurrentCalls", "2000")]);
        using var open = new OpenConnections(server.Program.Services);
        server.Provider.KeepsRequests = false;
        server.Provider.Answer = body => new ScriptedAnswer { Deltas = DeltasOf(Marks().Matches(body)[^1].Value), Hang = ScriptedHang.BeforeFirstDelta };
        server.Http.Timeout = Timeout.InfiniteTimeSpan;

        var answers = await RunAsync(server, Many);

        var token = TestContext.Current.CancellationToken;
        await server.Provider.IdleAsync(token);
        while (open.Requests > 0)
        {
            await Task.Delay(20, token);
        }

        Assert.All(answers, answer => Assert.Equal((200, string.Concat(DeltasOf(answer.Mark))), (answer.Status, answer.Text)));
        Assert.Empty(server.Log.Errors);
    }

    [Fact(Timeout = 600_000)]
    public async Task Fifty_who_do_not_read_stop_their_providers_and_are_let_go()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = await Stack.StartAsync(
            SmallBuffers.AddTo,
            [
                .. Patient, ("Models:MaxConcurrentCalls", "100"), ("Models:MaxAnswerCharacters", "100000000"), ("Chat:SendTimeout", "00:00:20"),
                ("Logging:LogLevel:Default", "Information"),
            ]);
        server.Provider.KeepsRequests = false;
        var piece = new string('x', Piece);
        server.Provider.Chat = new ScriptedAnswer { Deltas = [.. Enumerable.Repeat(piece, 8000)] };

        var sockets = new List<RawConnection>();
        for (var number = 0; number < NonReaders; number++)
        {
            sockets.Add(await AskAsync(server, Paths[number % 3]));
            await server.Provider.AskedAsync(sockets.Count, token);
        }

        while (server.Log.Entries.Count(entry => entry.Text.Contains("client_gone, code 1006", StringComparison.Ordinal)) < NonReaders)
        {
            await Task.Delay(100, token);
        }

        // The provider writes for none of them any more, and has written for none what nobody read.
        await server.Provider.IdleAsync(token);
        Assert.InRange(server.Provider.MostBeforeWait * Piece, 1, (2 * Mebibyte) + KernelBuffer());
        Assert.Empty(server.Log.Errors);
        foreach (var socket in sockets)
        {
            await socket.DisposeAsync();
        }
    }

    // The most that the kernel holds between the provider and the service, at either end: the last of three numbers.
    private static int KernelBuffer() => new[] { "tcp_rmem", "tcp_wmem" }
        .Sum(name => int.Parse(File.ReadAllText($"/proc/sys/net/ipv4/{name}").Split()[2], CultureInfo.InvariantCulture));

    private static string[] DeltasOf(string mark) => [.. Enumerable.Range(0, 8).Select(number => $"{mark} says its piece {number} in words of its own 😀\n")];

    private async Task<(string Mark, int Status, string Text)[]> RunAsync(ChatServer server, int count)
    {
        // A few at a time, for it is the answers that are to be many at once and not the searches before them.
        var asked = new List<Task<(string Mark, int Status, string Text)>>();
        foreach (var numbers in Enumerable.Range(0, count).Chunk(Wave))
        {
            asked.AddRange(numbers.Select(number => AskAsync(server, $"mark-{number:d6}-end", Paths[number % 3])));
            await server.Provider.HangingAsync(asked.Count, Token).WaitAsync(WaitTimeout, Token);
        }

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

        await using var socket = await RawConnection.UpgradeAsync(server.Address, patience: WaitTimeout);
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
