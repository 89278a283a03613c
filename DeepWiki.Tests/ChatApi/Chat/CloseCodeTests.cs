using System.Text;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>With which code a connection ends, that the code arrives, and that the connection ends even when nobody answers it.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class CloseCodeTests(ChatStack stack)
{
    private const int Faulty = 100;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Violations of RFC 6455, with the code its section 7.4 has for each.</summary>
    public static TheoryData<string, int, byte[]> Violations =>
        new()
        {
            { "a frame without a mask", 1002, RawFrame.Encode(RawFrame.Text, "{ }{ }"u8, mask: false) },
            { "the first reserved bit", 1002, RawFrame.Encode(RawFrame.Text, "{}"u8, reserved: 4) },
            { "the second reserved bit", 1002, RawFrame.Encode(RawFrame.Text, "{}"u8, reserved: 2) },
            { "the third reserved bit", 1002, RawFrame.Encode(RawFrame.Ping, "{}"u8, reserved: 1) },
            { "a reserved opcode", 1002, RawFrame.Encode(3, "{}"u8) },
            { "a reserved control opcode", 1002, RawFrame.Encode(11, []) },
            { "a long ping", 1002, RawFrame.Encode(RawFrame.Ping, new byte[126]) },
            { "a ping in fragments", 1002, RawFrame.Encode(RawFrame.Ping, [], final: false) },
            { "a continuation of nothing", 1002, RawFrame.Encode(RawFrame.Continuation, "{}"u8) },
            { "a text inside a text", 1002, [.. RawFrame.Encode(RawFrame.Text, "{"u8, final: false), .. RawFrame.Encode(RawFrame.Text, "}"u8)] },
            { "a binary inside a text", 1002, [.. RawFrame.Encode(RawFrame.Text, "{"u8, final: false), .. RawFrame.Encode(RawFrame.Binary, "}"u8)] },
            { "a close of one byte", 1002, RawFrame.Encode(RawFrame.Close, [3]) },
            { "a close with 999", 1002, RawFrame.CloseWith(999) },
            { "a close with 1004", 1002, RawFrame.CloseWith(1004) },
            { "a close with 1005", 1002, RawFrame.CloseWith(1005) },
            { "a close with 1006", 1002, RawFrame.CloseWith(1006) },
            { "a close with 1015", 1002, RawFrame.CloseWith(1015) },
            { "a close with 2999", 1002, RawFrame.CloseWith(2999) },
            { "a close with 5000", 1002, RawFrame.CloseWith(5000) },
            { "a length with its first bit set", 1002, [0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0] },
            { "no text", 1007, RawFrame.Encode(RawFrame.Text, [0xC3, 0x28]) },
            { "an overlong slash", 1007, RawFrame.Encode(RawFrame.Text, [0xC0, 0xAF]) },
            { "half a pair", 1007, RawFrame.Encode(RawFrame.Text, [0xED, 0xA0, 0x80]) },
            { "beyond the last character", 1007, RawFrame.Encode(RawFrame.Text, [0xF4, 0x90, 0x80, 0x80]) },
            { "an unfinished character", 1007, RawFrame.Encode(RawFrame.Text, [(byte)'"', 0xE2, 0x82]) },
            {
                "a character broken over fragments",
                1007,
                [.. RawFrame.Encode(RawFrame.Text, [0xE2], final: false), .. RawFrame.Encode(RawFrame.Continuation, "("u8)]
            },
        };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task A_violation_ends_with_its_code_and_no_text(string what, int code, byte[] frames)
    {
        await using var server = await stack.StartAsync();
        await using var socket = await server.OpenAsync();

        await socket.SendBytesAsync(frames);
        var end = await socket.ReadToEndAsync();

        Assert.True((end.Text, end.Code, end.AfterClose) == ("", code, 0), $"{what}: {end}");
        Assert.Empty(server.Log.Errors);
    }

    [Fact]
    public async Task A_violation_in_the_middle_of_an_answer_ends_it_and_lets_the_provider_go()
    {
        await using var server = await stack.StartAsync();
        server.Provider.Enqueue(ScriptedAnswer.Text("So far") with { Hang = ScriptedHang.AfterDeltas });
        await using var socket = await server.AskUntilFirstTextAsync(stack.Local().ToJson());

        await socket.SendFrameAsync(RawFrame.Text, [0xC3, 0x28]);
        var end = await socket.ReadToEndAsync();

        Assert.Equal(("", 1007, 0), (end.Text, end.Code, end.AfterClose));
        await server.Provider.ClientGone.WaitAsync(TimeSpan.FromMinutes(2), Token);
    }

    [Theory]
    [InlineData(1002, "invalid_json")]
    [InlineData(1002, "")]
    [InlineData(1003, "unsupported_data")]
    [InlineData(1007, "")]
    [InlineData(1009, "message_too_large")]
    public async Task Every_client_that_breaks_a_rule_and_goes_on_sending_sees_the_code(int code, string reason)
    {
        await using var server = await stack.StartAsync(("Chat:MaxMessageBytes", "1024"));
        byte[] message = (code, reason) switch
        {
            (1002, "invalid_json") => RawFrame.Encode(RawFrame.Text, "{"u8),
            (1002, _) => RawFrame.Encode(RawFrame.Text, "{}"u8, reserved: 4),
            (1003, _) => RawFrame.Encode(RawFrame.Binary, "{}"u8),
            (1007, _) => RawFrame.Encode(RawFrame.Text, [0xFF]),
            _ => RawFrame.Encode(RawFrame.Text, new string('x', 1500).Select(c => (byte)c).ToArray()),
        };

        var ends = await Task.WhenAll(
            Enumerable.Range(0, Faulty).Select(_ => BreakAsync(server, [.. message, .. RawFrame.Encode(RawFrame.Text, new byte[8192])])));

        Assert.All(ends, end => Assert.Equal((code, reason), (end.Code, end.Reason)));
        Assert.Equal(1000, (await server.AskAsync(stack.Local("Hello?").ToJson())).Code);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1003)]
    [InlineData(1007)]
    public async Task A_connection_ends_five_seconds_after_its_close_though_nobody_answers_it(int code)
    {
        var time = new ManualTime();
        await using var server = await stack.StartAsync(services => services.AddSingleton<TimeProvider>(time));
        await using var socket = await server.OpenAsync();
        await socket.SendBytesAsync(code switch
        {
            1000 => RawFrame.Encode(RawFrame.Text, Encoding.UTF8.GetBytes((stack.Local() with { Provider = "local" }).ToJson())),
            1003 => RawFrame.Encode(RawFrame.Binary, "{}"u8),
            _ => RawFrame.Encode(RawFrame.Text, [0xFF]),
        });
        RawFrame? close;
        do
        {
            close = await socket.ReadFrameAsync();
        }
        while (close is { Opcode: not RawFrame.Close });

        Assert.Equal(code, close?.CloseCode);
        await time.PassAsync(TimeSpan.FromSeconds(5), Token);
        Assert.Null(await socket.ReadFrameAsync());
    }

    [Fact]
    public async Task What_comes_after_the_question_is_dropped_and_too_much_of_it_ends_the_connection()
    {
        await using var server = await stack.StartAsync();
        server.Provider.Chat = ScriptedAnswer.Text("So far") with { Hang = ScriptedHang.AfterDeltas };
        await using var modest = await server.AskUntilFirstTextAsync(stack.Local().ToJson());
        await using var many = await server.AskUntilFirstTextAsync(stack.Local().ToJson());
        await using var large = await server.AskUntilFirstTextAsync(stack.Local().ToJson());

        for (var i = 0; i < 101; i++)
        {
            await many.SendTextAsync("more");
            if (i < 100)
            {
                await modest.SendTextAsync("more");
            }
        }

        await large.SendFrameAsync(RawFrame.Text, new byte[1024 * 1024 + 1], final: false);
        var ends = new[] { await many.ReadToEndAsync(), await large.ReadToEndAsync() };
        await modest.SendFrameAsync(RawFrame.Ping, "still there"u8.ToArray());

        Assert.All(ends, end => Assert.Equal(("", 1008, "flood"), (end.Text, end.Code, end.Reason)));
        Assert.Equal((RawFrame.Pong, "still there"), await modest.ReadFrameAsync() is { } pong ? (pong.Opcode, pong.AsText) : default);
    }

    [Fact]
    public async Task A_peer_that_vanished_is_noticed_by_its_silence()
    {
        await using var server = await stack.StartAsync(("Chat:KeepAliveInterval", "00:00:06"));
        server.Provider.Enqueue(ScriptedAnswer.Text("So far") with { Hang = ScriptedHang.AfterDeltas });
        await using var vanished = await server.AskUntilFirstTextAsync(stack.Local().ToJson());
        server.Provider.Chat = ScriptedAnswer.Text("Hello") with { Hang = ScriptedHang.AfterDeltas };
        await using var present = await server.AskUntilFirstTextAsync(stack.Local().ToJson());

        // Whoever is there answers pings; nobody reads the other connection.
        while (!server.Provider.ClientGone.IsCompleted)
        {
            var ping = await present.ReadFrameAsync();
            Assert.Equal(RawFrame.Ping, ping?.Opcode);
            await present.SendFrameAsync(RawFrame.Pong, ping?.Payload ?? []);
        }

        // Of the two it was this one that went: the other still answers.
        Assert.Null((await vanished.ReadToEndAsync()).Code);
        await present.SendFrameAsync(RawFrame.Ping, "still there"u8.ToArray());
        RawFrame? frame;
        do
        {
            frame = await present.ReadFrameAsync();
        }
        while (frame is { Opcode: RawFrame.Ping });

        Assert.Equal((RawFrame.Pong, "still there"), (frame?.Opcode, frame?.AsText));
        Assert.Empty(server.Log.Errors);
    }

    private static async Task<RawConversation> BreakAsync(ChatServer server, byte[] bytes)
    {
        await using var socket = await server.OpenAsync();
        await socket.SendBytesAsync(bytes);
        return await socket.ReadToEndAsync();
    }
}
