using System.Text;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>A request has its time: whoever says nothing, or drips, is told so and let go, on sockets and streams.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class SlowSenderTests(ChatStack stack)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTime time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_socket_may_say_nothing_for_thirty_seconds()
    {
        await using var server = await stack.StartAsync(services => services.AddSingleton<TimeProvider>(time));
        await using var socket = await server.OpenAsync();

        var (end, seconds) = await DripAsync(socket, () => socket.SendFrameAsync(RawFrame.Ping, []));

        Assert.Equal(("Error: No request was received in time", 1008, "request_timeout"), (end.Text, end.Code, end.Reason));
        Assert.InRange(seconds, 30, 32);
    }

    [Theory]
    [InlineData(0, 45)]
    [InlineData(1024 * 1024, 49)]
    public async Task A_message_that_drips_has_forty_five_seconds_and_one_more_for_each_quarter_of_a_mebibyte(int first, int limit)
    {
        await using var server = await stack.StartAsync(services => services.AddSingleton<TimeProvider>(time));
        await using var socket = await server.OpenAsync();
        await socket.SendFrameAsync(RawFrame.Text, [(byte)'"', .. new byte[first]], final: false);

        var (end, seconds) = await DripAsync(socket, () => socket.SendFrameAsync(RawFrame.Continuation, "x"u8.ToArray(), final: false));

        Assert.Equal(("Error: No request was received in time", 1008, "request_timeout"), (end.Text, end.Code, end.Reason));
        Assert.InRange(seconds, limit, limit + 2);
    }

    [Theory]
    [InlineData("/chat/completions/stream")]
    [InlineData("/api/chat/stream")]
    public async Task A_body_that_stays_away_has_forty_five_seconds(string path)
    {
        await using var server = await stack.StartAsync(services => services.AddSingleton<TimeProvider>(time));
        await using var connection = await RawConnection.ConnectAsync(server.Address);

        var reply = connection.RequestAsync($"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{{");
        await time.PassAsync(TimeSpan.FromSeconds(45), Token);

        Assert.Equal(408, (await reply).Status);
        Assert.Empty(server.Log.Errors);
    }

    /// <summary>Lets a second pass between two moves, until the peer closes. A pong says that the server has seen all that came before.</summary>
    private async Task<(RawConversation End, int Seconds)> DripAsync(RawConnection socket, Func<Task> move)
    {
        var text = new StringBuilder();
        for (var seconds = 0; seconds < 100; seconds++)
        {
            await move();
            await socket.SendFrameAsync(RawFrame.Ping, "seen"u8.ToArray());
            while (await socket.ReadFrameAsync() is { } frame && frame.AsText != "seen")
            {
                switch (frame.Opcode)
                {
                    case RawFrame.Close:
                        return (new RawConversation(text.ToString(), frame.CloseCode, frame.CloseReason, 0), seconds);
                    case RawFrame.Text:
                        text.Append(frame.AsText);
                        break;
                }
            }

            time.Advance(Second);
        }

        throw new InvalidOperationException("The peer waits for ever.");
    }
}
