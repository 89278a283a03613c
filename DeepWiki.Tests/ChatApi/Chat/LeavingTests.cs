using System.Text;
using DeepWiki.Core.Telemetry;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Sockets;
using DeepWiki.Tests.Support.Telemetry;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>Whoever leaves, in whatever way and at whatever moment, stops paying at once.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class LeavingTests(ChatStack stack)
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(2);

    // The provider is not given up for any other reason while a test waits.
    private static readonly (string, string)[] Patient = [("Models:FirstDeltaTimeout", "00:10:00"), ("Models:DeltaTimeout", "00:10:00")];

    public enum Way
    {
        Close,
        HalfClose,
        Reset,
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Way.Close, "BeforeHeaders")]
    [InlineData(Way.HalfClose, "BeforeHeaders")]
    [InlineData(Way.Reset, "BeforeHeaders")]
    [InlineData(Way.Close, "BeforeFirstDelta")]
    [InlineData(Way.HalfClose, "BeforeFirstDelta")]
    [InlineData(Way.Reset, "BeforeFirstDelta")]
    [InlineData(Way.Close, "AfterDeltas")]
    [InlineData(Way.HalfClose, "AfterDeltas")]
    [InlineData(Way.Reset, "AfterDeltas")]
    public async Task The_provider_is_let_go_when_the_client_leaves(Way way, string stage)
    {
        await using var server = await stack.StartAsync(Patient);
        var hang = Enum.Parse<ScriptedHang>(stage);
        server.Provider.Enqueue(ScriptedAnswer.Text("So far") with { Hang = hang });
        await using var socket = hang == ScriptedHang.AfterDeltas
            ? await server.AskUntilFirstTextAsync(stack.Local().ToJson())
            : await AskAsync(server, stack.Local());
        await server.Provider.Requested.WaitAsync(WaitTimeout, Token);

        await LeaveAsync(socket, way);

        await server.Provider.ClientGone.WaitAsync(WaitTimeout, Token);
        Assert.Equal(1000, (await server.AskAsync(stack.Local().ToJson())).Code);
        Assert.Empty(server.Log.Errors);
    }

    [Theory]
    [InlineData(Way.Close)]
    [InlineData(Way.HalfClose)]
    [InlineData(Way.Reset)]
    public async Task The_wait_for_an_index_ends_and_the_job_goes_on(Way way)
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();
        var question = stack.Serve($"leaving/{way.ToString().ToLowerInvariant()}");
        stack.Git.Fault = GitFault.HangPack;
        try
        {
            await using var socket = await RawConnection.UpgradeAsync(server.Address, headers: $"traceparent: {spans.TraceParent}");
            await socket.SendTextAsync(question.ToJson());
            await spans.StartedAsync(Spans.JobFetch);

            await LeaveAsync(socket, way);
            var answer = await spans.EndedAsync(Spans.ChatStream);

            Assert.Equal("client_gone", answer.GetTagItem(Tags.Outcome));
            Assert.Equal("running", await stack.Database.ScalarAsync<string>("select state from jobs order by job_id desc limit 1"));
            Assert.Empty(server.Log.Errors);
        }
        finally
        {
            stack.Git.Fault = GitFault.None;
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(3999)]
    public async Task The_code_a_client_closes_with_comes_back(int code)
    {
        await using var server = await stack.StartAsync();
        server.Provider.Enqueue(ScriptedAnswer.Text("So far") with { Hang = ScriptedHang.AfterDeltas });
        await using var socket = await server.AskUntilFirstTextAsync(stack.Local().ToJson());

        await socket.SendBytesAsync(RawFrame.CloseWith(code, "bye"));
        var end = await socket.ReadToEndAsync(answerClose: false);

        Assert.Equal(("", code, 0), (end.Text, end.Code, end.AfterClose));
    }

    [Fact]
    public async Task A_client_that_closes_without_having_asked_is_answered()
    {
        await using var server = await stack.StartAsync();
        await using var socket = await server.OpenAsync();

        await socket.SendBytesAsync(RawFrame.Encode(RawFrame.Close, []));
        var end = await socket.ReadToEndAsync(answerClose: false);

        Assert.Equal(("", 1000), (end.Text, end.Code));
    }

    [Theory]
    [InlineData("/chat/completions/stream", "BeforeHeaders")]
    [InlineData("/api/chat/stream", "AfterDeltas")]
    public async Task The_provider_is_let_go_when_an_http_client_leaves(string path, string stage)
    {
        await using var server = await stack.StartAsync(Patient);
        server.Provider.Enqueue(ScriptedAnswer.Text("So far") with { Hang = Enum.Parse<ScriptedHang>(stage) });
        var body = Encoding.UTF8.GetBytes(stack.Local().ToJson());
        await using var connection = await RawConnection.ConnectAsync(server.Address);
        await connection.SendBytesAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"));
        await connection.SendBytesAsync(body);
        await server.Provider.Requested.WaitAsync(WaitTimeout, Token);

        connection.Reset();

        await server.Provider.ClientGone.WaitAsync(WaitTimeout, Token);
        Assert.Empty(server.Log.Errors);
    }

    [Fact]
    public async Task A_slow_reader_stops_the_provider_and_gets_everything_when_it_reads_on()
    {
        await using var server = await stack.StartAsync(("Models:MaxAnswerCharacters", "100000000"));
        var piece = new string('x', 64 * 1024);
        server.Provider.Chat = new ScriptedAnswer { Deltas = [.. Enumerable.Repeat(piece, 400)] };
        await using var socket = await server.AskUntilFirstTextAsync(stack.Local().ToJson(), receiveBuffer: 16 * 1024);

        await server.Provider.Stalled.WaitAsync(WaitTimeout, Token);
        var atStall = server.Provider.DeltasSent;
        var rest = await socket.ReadToEndAsync();

        Assert.InRange(atStall, 0, 399);
        Assert.Equal(1000, rest.Code);
        Assert.Equal(399 * piece.Length, rest.Text.Length);
    }

    [Fact]
    public async Task A_client_that_never_reads_is_given_up()
    {
        await using var server = await stack.StartAsync(
            ("Models:MaxAnswerCharacters", "100000000"), ("Chat:SendTimeout", "00:00:00.5"), ("Chat:CloseTimeout", "00:00:00.2"));
        server.Provider.Chat = new ScriptedAnswer { Deltas = [.. Enumerable.Repeat(new string('x', 64 * 1024), 400)] };
        using var spans = new SpanRecorder();
        await using var socket = await RawConnection.UpgradeAsync(server.Address, receiveBuffer: 16 * 1024, headers: $"traceparent: {spans.TraceParent}");
        await socket.SendTextAsync(stack.Local().ToJson());

        await server.Provider.ClientGone.WaitAsync(WaitTimeout, Token);
        await spans.EndedAsync(Spans.ChatStream);
        var end = await socket.ReadToEndAsync();

        Assert.Null(end.Code);
        Assert.Empty(server.Log.Errors);
    }

    [Fact]
    public async Task A_ping_is_answered_while_the_model_thinks()
    {
        await using var server = await stack.StartAsync();
        server.Provider.Enqueue(new ScriptedAnswer { Hang = ScriptedHang.BeforeFirstDelta });
        await using var socket = await AskAsync(server, stack.Local());
        await server.Provider.Requested.WaitAsync(WaitTimeout, Token);

        await socket.SendFrameAsync(RawFrame.Ping, "hello?"u8.ToArray());
        var frame = await socket.ReadFrameAsync();

        Assert.Equal((RawFrame.Pong, "hello?"), (frame?.Opcode ?? 0, frame?.AsText));
    }

    [Fact]
    public async Task Two_hundred_clients_that_leave_at_once_leave_nothing_behind()
    {
        await using var server = await stack.StartAsync([.. Patient, ("Models:MaxConcurrentCalls", "200"), ("Logging:LogLevel:Default", "Information")]);
        server.Provider.Chat = ScriptedAnswer.Text("So far") with { Hang = ScriptedHang.AfterDeltas };
        var sockets = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => server.AskUntilFirstTextAsync(stack.Local().ToJson())));

        foreach (var socket in sockets)
        {
            socket.Reset();
        }

        await server.Provider.ClientsGoneAsync(200).WaitAsync(WaitTimeout, Token);
        Assert.Empty(server.Log.Errors);
    }

    [Fact]
    public async Task A_fault_of_our_own_disk_is_told_and_logged_and_not_taken_for_a_client_that_left()
    {
        await using var server = await stack.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(stack.Folder, "local", "locked")).FullName;
        await using var locked = new FileStream(Path.Combine(folder, ".git"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        locked.Write("gitdir: elsewhere"u8);
        locked.Flush();

        var conversation = await server.AskAsync((stack.Local() with { RepositoryUrl = folder }).ToJson());

        Assert.Equal((1011, "internal"), (conversation.Code, conversation.Reason));
        Assert.StartsWith("Error: An internal error occurred (trace ", conversation.Text);
        Assert.Single(server.Log.Errors);
    }

    private static async Task<RawConnection> AskAsync(ChatServer server, ChatQuestion question)
    {
        var socket = await server.OpenAsync();
        await socket.SendTextAsync(question.ToJson());
        return socket;
    }

    private static async Task LeaveAsync(RawConnection socket, Way way)
    {
        switch (way)
        {
            case Way.Close:
                await socket.SendBytesAsync(RawFrame.CloseWith(1000));
                break;
            case Way.HalfClose:
                socket.HalfClose();
                break;
            default:
                socket.Reset();
                break;
        }
    }
}
