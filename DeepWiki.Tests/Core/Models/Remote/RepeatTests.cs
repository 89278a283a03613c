using DeepWiki.Core.Errors;
using DeepWiki.Tests.Support.Providers;
using Microsoft.Extensions.AI;

namespace DeepWiki.Tests.Core.Models.Remote;

[Trait("Category", "Integration")]
public sealed class RepeatTests : ProviderTest
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan MaxJitter = TimeSpan.FromSeconds(2);

    public static TheoryData<ScriptedAnswer> Passing { get; } =
    [
        ScriptedAnswer.Failure(408),
        ScriptedAnswer.Failure(429),
        ScriptedAnswer.Failure(429, retryAfter: "2"),
        ScriptedAnswer.Failure(500),
        ScriptedAnswer.Failure(503, retryAfter: "0"),
        ScriptedAnswer.Html(502),
        ScriptedAnswer.Bytes("data: {\"error\":{\"code\":503,\"message\":\"overloaded\"}}\n\n"),
    ];

    [Theory]
    [MemberData(nameof(Passing), DisableDiscoveryEnumeration = true)]
    public async Task What_may_pass_is_asked_again_while_no_text_has_come(ScriptedAnswer failure)
    {
        Provider.Enqueue(failure, failure);

        Assert.Equal("Hello, world.", await DriveAsync());

        Assert.Equal(3, Provider.Requests.Count);
    }

    [Fact]
    public async Task It_is_asked_at_most_two_times_more()
    {
        Provider.Chat = ScriptedAnswer.Failure(503);

        var error = await Assert.ThrowsAsync<DeepWikiException>(DriveAsync);

        Assert.Equal(ErrorCode.ModelUnavailable, error.Code);
        Assert.Equal(3, Provider.Requests.Count);
    }

    [Fact]
    public async Task Nothing_is_asked_again_once_text_has_come()
    {
        Provider.Chat = ScriptedAnswer.Text("half") with { Finish = null };

        await Assert.ThrowsAsync<DeepWikiException>(DriveAsync);

        Assert.Single(Provider.Requests);
    }

    [Fact]
    public async Task The_pause_a_provider_asks_for_is_kept()
    {
        Provider.Enqueue(ScriptedAnswer.Failure(429, retryAfter: "20"));
        var started = Time.GetTimestamp();
        var answer = AskAsync();

        await Time.PassAsync(TimeSpan.FromSeconds(20), Token);

        Assert.Equal("Hello, world.", await answer.WaitAsync(WaitTimeout, Token));
        Assert.Equal(TimeSpan.FromSeconds(20), Time.GetElapsedTime(started));
    }

    [Fact]
    public async Task A_pause_that_leaves_no_time_for_an_answer_is_not_waited()
    {
        using var hasty = ProviderHost.For(Provider, Time, ("Models:FirstDeltaTimeout", "00:00:10"));
        Provider.Chat = ScriptedAnswer.Failure(429, retryAfter: "15");

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => AskAsync(hasty).WaitAsync(WaitTimeout, Token));

        Assert.Equal(TimeSpan.FromSeconds(15), error.RetryAfter);
        Assert.Single(Provider.Requests);
    }

    [Fact]
    public async Task Five_outages_in_a_row_stop_the_asking_for_half_a_minute()
    {
        using var eager = ProviderHost.For(Provider, Time, ("Models:MaxRetries", "0"));
        Provider.Chat = ScriptedAnswer.Failure(503);
        for (var call = 0; call < 5; call++)
        {
            await Assert.ThrowsAsync<DeepWikiException>(() => AskAsync(eager));
        }

        var refused = await Assert.ThrowsAsync<DeepWikiException>(() => AskAsync(eager));
        Assert.Equal("The provider has failed several times in a row. Try again in half a minute.", refused.Message);
        Assert.Equal(5, Provider.Requests.Count);

        Provider.Chat = ScriptedAnswer.Text("back");
        Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("back", await AskAsync(eager));
        Assert.Equal("back", await AskAsync(eager));
    }

    [Fact]
    public async Task A_model_that_fails_keeps_nobody_from_another()
    {
        using var eager = ProviderHost.For(Provider, Time, ("Models:MaxRetries", "0"), ("Embeddings:MaxAttempts", "1"));
        Provider.Answer = body => body.Contains("made-up", StringComparison.Ordinal) ? ScriptedAnswer.Failure(503) : ScriptedAnswer.Text("fine");
        for (var call = 0; call < 6; call++)
        {
            await Assert.ThrowsAsync<DeepWikiException>(() => AskAsync(eager, "made-up"));
        }

        Assert.Equal("fine", await AskAsync(eager));

        // Five of the six, and the good one.
        Assert.Equal(6, Provider.Requests.Count);
    }

    [Fact]
    public async Task Embeddings_that_fail_keep_nobody_from_an_answer_and_do_not_hide_that_chats_fail()
    {
        using var eager = ProviderHost.For(Provider, Time, ("Models:MaxRetries", "0"), ("Embeddings:MaxAttempts", "1"));
        Provider.Embeddings = new ScriptedEmbeddings { Status = 500 };
        for (var call = 0; call < 6; call++)
        {
            await Assert.ThrowsAsync<DeepWikiException>(() => eager.Embedder.GenerateAsync(["text"], cancellationToken: Token));
        }

        Assert.Equal("Hello, world.", await AskAsync(eager));

        Time.Advance(TimeSpan.FromMinutes(1));
        Provider.Embeddings = new ScriptedEmbeddings();
        Provider.Chat = ScriptedAnswer.Failure(503);
        for (var call = 0; call < 5; call++)
        {
            await Assert.ThrowsAsync<DeepWikiException>(() => AskAsync(eager));
            await eager.Embedder.GenerateAsync(["text"], cancellationToken: Token);
        }

        Assert.StartsWith("The provider has failed several times", (await Assert.ThrowsAsync<DeepWikiException>(() => AskAsync(eager))).Message);
    }

    [Fact]
    public async Task A_refusal_shows_that_the_provider_is_there()
    {
        using var eager = ProviderHost.For(Provider, Time, ("Models:MaxRetries", "0"));
        Provider.Chat = ScriptedAnswer.Text("there");
        for (var call = 0; call < 8; call++)
        {
            Provider.Enqueue(call % 4 == 3 ? ScriptedAnswer.Failure(400) : ScriptedAnswer.Failure(503));
            await Assert.ThrowsAsync<DeepWikiException>(() => AskAsync(eager));
        }

        Assert.Equal("there", await AskAsync(eager));
    }

    [Fact]
    public async Task An_outage_is_not_multiplied_by_repeats()
    {
        // Rate limits do not open the circuit, so only the budget is left to hold back.
        Provider.Chat = ScriptedAnswer.Failure(429, retryAfter: "0");
        for (var call = 0; call < 30; call++)
        {
            await Assert.ThrowsAsync<DeepWikiException>(DriveAsync);
        }

        Assert.InRange(Provider.Requests.Count, 30 + 10, 30 + 13);
    }

    private Task<string> DriveAsync() => Time.DriveAsync(AskAsync(), MaxJitter, Token);

    private Task<string> AskAsync() => AskAsync(Host);

    private static async Task<string> AskAsync(ProviderHost Host, string? model = null) =>
        (await Host.Chat(model: model).GetResponseAsync([new ChatMessage(ChatRole.User, "Hi")], cancellationToken: Token)).Text;
}
