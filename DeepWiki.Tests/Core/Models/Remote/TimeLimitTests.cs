using System.Net;
using System.Net.Sockets;
using DeepWiki.Core.Errors;
using DeepWiki.Tests.Support.Providers;
using Microsoft.Extensions.AI;

namespace DeepWiki.Tests.Core.Models.Remote;

[Trait("Category", "Integration")]
public sealed class TimeLimitTests : ProviderTest
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_connection_that_never_stands_is_given_up()
    {
        // The queue of a listener that accepts nobody is full after two: the third gets no answer at all.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(1);
        var address = (IPEndPoint)listener.LocalEndpoint;
        using var first = new TcpClient();
        using var second = new TcpClient();
        await first.ConnectAsync(address, Token);
        await second.ConnectAsync(address, Token);
        using var nowhere = ProviderHost.For(
            Provider, null, ("OPENAI_BASE_URL", $"http://{address}/v1"), ("Models:ConnectTimeout", "00:00:00.1"), ("Models:MaxRetries", "0"));

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => AskAsync(nowhere).WaitAsync(WaitTimeout, Token));

        Assert.Equal(ErrorCode.ModelUnavailable, error.Code);
        Assert.Equal("The provider could not be reached.", error.Message);
    }

    [Theory]
    [InlineData(ScriptedHang.BeforeHeaders)]
    [InlineData(ScriptedHang.BeforeFirstDelta)]
    public async Task The_first_text_must_come_within_a_minute(ScriptedHang hang)
    {
        Provider.Chat = ScriptedAnswer.Text("late") with { Hang = hang };
        var answer = AskAsync(Host);
        await Provider.Requested.WaitAsync(WaitTimeout, Token);

        Time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(answer.IsCompleted);
        Time.Advance(TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => answer.WaitAsync(WaitTimeout, Token));
        Assert.Equal(ErrorCode.ModelTimeout, error.Code);
        Assert.Equal("The model did not begin its answer in time.", error.Message);
        await Provider.ClientGone.WaitAsync(WaitTimeout, Token);
        Assert.Single(Provider.Requests);
    }

    [Fact]
    public async Task A_gap_within_the_answer_is_bounded()
    {
        Provider.Chat = ScriptedAnswer.Text("one") with { Hang = ScriptedHang.AfterDeltas };
        await using var answer = Begin(Host);
        Assert.Equal("one", await NextAsync(answer));
        var next = NextAsync(answer);

        await Time.PassAsync(Gap, Token);

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => next);
        Assert.Equal(ErrorCode.ModelTimeout, error.Code);
        Assert.Equal("The model paused for too long.", error.Message);
        await Provider.ClientGone.WaitAsync(WaitTimeout, Token);
    }

    [Fact]
    public async Task The_readers_own_time_counts_for_the_whole_alone()
    {
        Provider.Chat = ScriptedAnswer.Text("one", "two") with { Hang = ScriptedHang.AfterDeltas };
        await using var answer = Begin(Host);
        Assert.Equal("one", await NextAsync(answer));

        Time.Advance(TimeSpan.FromSeconds(595));
        Assert.Equal("two", await NextAsync(answer));
        var next = NextAsync(answer);
        await Time.PassAsync(TimeSpan.FromSeconds(5), Token);

        Assert.Equal(ErrorCode.ModelTimeout, (await Assert.ThrowsAsync<DeepWikiException>(() => next)).Code);
    }

    [Fact]
    public async Task A_server_that_stays_after_the_end_takes_nothing_from_the_answer()
    {
        var end = "data: {\"choices\":[{\"delta\":{\"content\":\"all\"},\"finish_reason\":\"stop\"}]}\n\n";
        Provider.Chat = ScriptedAnswer.Bytes(end) with { Hang = ScriptedHang.AfterDeltas };
        var answer = AskAsync(Host);

        Assert.Equal("all", await Time.DriveAsync(answer, Gap, Token));
    }

    [Fact]
    public async Task A_slow_answer_within_the_limits_is_read_whole()
    {
        Provider.Chat = ScriptedAnswer.Text("slow", " but ", "whole") with { FirstDelay = TimeSpan.FromMilliseconds(5), Pace = TimeSpan.FromMilliseconds(5) };

        Assert.Equal("slow but whole", await AskAsync(Host).WaitAsync(WaitTimeout, Token));
    }

    [Fact]
    public async Task A_turn_that_does_not_come_is_told_with_a_time_to_come_back()
    {
        Provider.Chat = ScriptedAnswer.Text("one") with { Hang = ScriptedHang.AfterDeltas };
        using var narrow = ProviderHost.For(Provider, Time, ("Models:MaxConcurrentCalls", "1"));
        await using var first = Begin(narrow);
        await NextAsync(first);
        var second = AskAsync(narrow);

        await Time.PassAsync(TimeSpan.FromSeconds(2), Token);

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => second.WaitAsync(WaitTimeout, Token));
        Assert.Equal((ErrorCode.Busy, TimeSpan.FromSeconds(10)), (error.Code, error.RetryAfter));
        Assert.Equal("Too many answers of this provider are under way.", error.Message);
    }

    private static IAsyncEnumerator<ChatResponseUpdate> Begin(ProviderHost Host) =>
        Host.Chat().GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "Hi")], cancellationToken: Token).GetAsyncEnumerator(Token);

    private static async Task<string> NextAsync(IAsyncEnumerator<ChatResponseUpdate> answer)
    {
        Assert.True(await answer.MoveNextAsync().AsTask().WaitAsync(WaitTimeout, Token));
        return answer.Current.Text;
    }

    private static async Task<string> AskAsync(ProviderHost Host) =>
        (await Host.Chat().GetResponseAsync([new ChatMessage(ChatRole.User, "Hi")], cancellationToken: Token)).Text;
}
