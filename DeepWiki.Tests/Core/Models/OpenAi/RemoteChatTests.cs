using System.Text;
using DeepWiki.Core.Errors;
using DeepWiki.Tests.Support.Providers;
using Microsoft.Extensions.AI;

namespace DeepWiki.Tests.Core.Models.OpenAi;

[Trait("Category", "Integration")]
public sealed class RemoteChatTests : IAsyncLifetime
{
    private ScriptedProvider provider = null!; // Set before every test.
    private ProviderHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        provider = await ScriptedProvider.StartAsync(Token);
        host = ProviderHost.For(provider);
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_comes_delta_by_delta_with_its_usage()
    {
        var updates = await Ask(host.Chat()).ToListAsync(Token);

        Assert.Equal(["Hello", ", ", "world", "."], updates.Select(update => update.Text).Where(text => text.Length > 0));
        Assert.Equal(ChatFinishReason.Stop, updates.Last(update => update.FinishReason is not null).FinishReason);
        Assert.Equal(11, updates.SelectMany(update => update.Contents).OfType<UsageContent>().Single().Details.InputTokenCount);
    }

    [Fact]
    public async Task The_request_carries_key_model_and_parameters_and_no_properties()
    {
        var options = new ChatOptions
        {
            AdditionalProperties = new() { ["other"] = "secret-other" },
        };

        await host.Chat(model: "gpt-4o").GetResponseAsync([new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hi \uD83D")], options, Token);

        var request = Assert.Single(provider.Requests);
        Assert.Equal("/v1/chat/completions", request.Path);
        Assert.Equal("Bearer " + ScriptedProvider.Key, request.Headers["Authorization"]);
        Assert.Equal("gpt-4o", request.Json.GetProperty("model").GetString());
        Assert.Equal(0.7, request.Json.GetProperty("temperature").GetDouble(), 3);
        Assert.Equal(0.8, request.Json.GetProperty("top_p").GetDouble(), 3);
        Assert.True(request.Json.GetProperty("stream").GetBoolean());
        Assert.DoesNotContain("secret", request.Body, StringComparison.Ordinal);
        Assert.False(request.Headers.ContainsKey("traceparent"));
    }

    [Fact]
    public async Task Azure_gets_its_own_address_version_and_key_header()
    {
        var root = provider.BaseAddress.GetLeftPart(UriPartial.Authority);
        using var azure = new ProviderHost(("AZURE_OPENAI_API_KEY", "azure-key"), ("AZURE_OPENAI_ENDPOINT", root), ("AZURE_OPENAI_VERSION", "2024-06-01"));

        await Ask(azure.Chat("azure", "my model/4")).ToListAsync(Token);

        var request = Assert.Single(provider.Requests);
        Assert.Equal("?api-version=2024-06-01", request.Query);
        Assert.Equal("/openai/deployments/my%20model%2F4/chat/completions", request.Path);
        Assert.Equal("azure-key", request.Headers["api-key"]);
        Assert.False(request.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Ollama_needs_no_key()
    {
        using var ollama = new ProviderHost(("OLLAMA_HOST", provider.BaseAddress.Authority));

        await TextAsync(ollama.Chat("ollama"));

        Assert.False(Assert.Single(provider.Requests).Headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task A_stream_cut_at_any_byte_gives_the_same_answer(string lineEnd)
    {
        var events = """
            : OPENROUTER PROCESSING

            event: message
            id: 1
            retry: 10
            data: {"id":"1","choices":[{"index":0,"delta":{"role":"assistant","content":null},"finish_reason":null}]}

            data: {"choices":null}

            data: {"choices":[{"index":0,"delta":{"content":"Gr\u00fc\ud83d"}}]}

            data: {"choices":[{"index":0,
            data: "delta":{"content":"\ude00ße, 世界🎉"}}]}

            data:{"choices":[{"delta":{"content":"!"},"finish_reason":"stop"}]}

            data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}


            """.ReplaceLineEndings(lineEnd);
        var length = Encoding.UTF8.GetByteCount(events);

        for (var cut = 0; cut <= length; cut++)
        {
            provider.Enqueue(ScriptedAnswer.Bytes(events, cut));

            Assert.Equal("Grü😀ße, 世界🎉!", await TextAsync(host.Chat()));
        }
    }

    [Fact]
    public async Task A_stream_of_single_bytes_is_read_whole()
    {
        provider.Chat = ScriptedAnswer.Text([.. "wörd by wörd 🎉".EnumerateRunes().Select(rune => rune.ToString())]) with { Done = false };

        Assert.Equal("wörd by wörd 🎉", await TextAsync(host.Chat()));
    }

    public static TheoryData<ScriptedAnswer, ErrorCode> Broken { get; } = new()
    {
        { ScriptedAnswer.Text("half an ans") with { Finish = null }, ErrorCode.ModelIncomplete },
        { ScriptedAnswer.Text(), ErrorCode.ModelIncomplete },
        { ScriptedAnswer.Bytes(""), ErrorCode.ModelIncomplete },
        { ScriptedAnswer.Bytes("data: {\"choices\":[{\"delta\":{\"cont\n\n"), ErrorCode.ModelIncomplete },
        { ScriptedAnswer.Bytes("data: [1,2]\n\n"), ErrorCode.ModelIncomplete },
        { ScriptedAnswer.Bytes("data: " + new string('x', 2_000_000)), ErrorCode.ModelUnavailable },
        { ScriptedAnswer.Bytes(string.Concat(Enumerable.Repeat("data: x\n", 200_000))), ErrorCode.ModelUnavailable },
        { ScriptedAnswer.Bytes(string.Concat(Enumerable.Repeat("data: x\r\n", 200_000))), ErrorCode.ModelUnavailable },
        { ScriptedAnswer.Bytes(": " + new string('x', 2_000_000)), ErrorCode.ModelUnavailable },
        { ScriptedAnswer.Bytes("data: {\"error\":{\"message\":\"overloaded\"}}\n\n"), ErrorCode.ModelUnavailable },
        { ScriptedAnswer.Bytes("data: {\"error\":{\"message\":\"slow down\",\"type\":\"rate_limit_error\"}}\n\n"), ErrorCode.ModelRateLimited },
        { ScriptedAnswer.Text("Some") with { Finish = "content_filter" }, ErrorCode.ModelFiltered },
        { ScriptedAnswer.Text("Some") with { Finish = "error" }, ErrorCode.ModelIncomplete },
        { ScriptedAnswer.Html(), ErrorCode.ModelUnavailable },
        { ScriptedAnswer.Html(404), ErrorCode.ModelUnavailable },
        { ScriptedAnswer.Failure(200), ErrorCode.ModelUnavailable },
        { ScriptedAnswer.Failure(401), ErrorCode.ModelUnauthorized },
        { ScriptedAnswer.Failure(403), ErrorCode.ModelUnauthorized },
        { ScriptedAnswer.Failure(400, code: "context_length_exceeded"), ErrorCode.ContextTooLarge },
        { ScriptedAnswer.Failure(400, "This model's maximum context length is 8192 tokens."), ErrorCode.ContextTooLarge },
        { ScriptedAnswer.Failure(400, code: "content_filter"), ErrorCode.ModelFiltered },
        { ScriptedAnswer.Failure(429, retryAfter: "3600"), ErrorCode.ModelRateLimited },
        { ScriptedAnswer.Failure(429, code: "insufficient_quota"), ErrorCode.ModelRateLimited },
        { ScriptedAnswer.Failure(503, retryAfter: "99999999999999"), ErrorCode.ModelUnavailable },
        { ScriptedAnswer.Failure(307) with { Location = "http://127.0.0.1:1/" }, ErrorCode.ModelUnavailable },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public async Task A_broken_answer_is_one_error_with_a_code(ScriptedAnswer answer, ErrorCode expected)
    {
        provider.Chat = answer;

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => TextAsync(host.Chat()));

        Assert.Equal(expected, error.Code);
        Assert.Equal("openai", error.Provider);
        Assert.Single(provider.Requests);
        Assert.DoesNotContain("secret-in-html", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_reset_is_an_error()
    {
        provider.Chat = ScriptedAnswer.Text("half") with { Reset = true };

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => TextAsync(host.Chat()));

        // A reset may overtake a delta that was not read yet: then nothing came, and asking again was right.
        Assert.Equal(provider.Requests.Count == 1 ? ErrorCode.ModelIncomplete : error.Code, error.Code);
        Assert.True(error.Code is ErrorCode.ModelIncomplete or ErrorCode.ModelUnavailable, error.Code.ToString());
    }

    [Fact]
    public async Task Text_that_came_before_a_failure_stands()
    {
        provider.Chat = ScriptedAnswer.Text("so ", "far") with { Finish = null };
        var text = new StringBuilder();

        await Assert.ThrowsAsync<DeepWikiException>(async () =>
        {
            await foreach (var update in Ask(host.Chat()))
            {
                text.Append(update.Text);
            }
        });

        Assert.Equal("so far", text.ToString());
    }

    [Fact]
    public async Task An_error_repeats_neither_key_nor_page()
    {
        var said = $"Key {ScriptedProvider.Key} or AIzaSyA0123456789 at https://user:pass@host/x is <b>bad</b>. Second sentence. " + new string('z', 500);
        provider.Chat = ScriptedAnswer.Failure(400, said);

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => TextAsync(host.Chat()));

        Assert.Equal("The provider refused the request (400). It says: Key *** or *** at *** is b bad /b .", error.Message);
    }

    [Fact]
    public async Task A_refused_key_is_said_without_the_providers_words()
    {
        provider.Chat = ScriptedAnswer.Failure(401, $"Incorrect API key provided: {ScriptedProvider.Key}");

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => TextAsync(host.Chat()));

        Assert.Equal("The provider refused the key (401).", error.Message);
    }

    [Fact]
    public async Task An_unreachable_provider_is_said_so()
    {
        await provider.DisposeAsync();
        using var fewer = ProviderHost.For(provider, settings: ("Models:MaxRetries", "0"));

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => TextAsync(fewer.Chat()));

        Assert.Equal(ErrorCode.ModelUnavailable, error.Code);
        Assert.Equal("The provider could not be reached.", error.Message);
    }

    [Theory]
    [InlineData(ScriptedHang.BeforeHeaders)]
    [InlineData(ScriptedHang.BeforeFirstDelta)]
    [InlineData(ScriptedHang.AfterDeltas)]
    public async Task Cancelling_closes_the_connection(ScriptedHang hang)
    {
        provider.Chat = ScriptedAnswer.Text("one") with { Hang = hang };
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var answer = TextAsync(host.Chat(), cancel.Token);
        await provider.Requested.WaitAsync(Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await provider.ClientGone.WaitAsync(TimeSpan.FromMinutes(2), Token);
    }

    [Fact]
    public async Task Leaving_the_loop_closes_the_connection()
    {
        provider.Chat = ScriptedAnswer.Text("one", "two") with { Hang = ScriptedHang.AfterDeltas };

        await foreach (var _ in Ask(host.Chat()))
        {
            break;
        }

        await provider.ClientGone.WaitAsync(TimeSpan.FromMinutes(2), Token);
    }

    [Fact]
    public async Task An_endless_answer_ends_as_if_the_model_had_reached_its_limit()
    {
        provider.Chat = ScriptedAnswer.Text([.. Enumerable.Repeat(new string('x', 400), 20)]);
        using var small = ProviderHost.For(provider, settings: ("Models:MaxAnswerCharacters", "1000"));

        var updates = await Ask(small.Chat()).ToListAsync(Token);

        Assert.Equal(800, updates.Sum(update => update.Text.Length));
        Assert.Equal(ChatFinishReason.Length, updates[^1].FinishReason);
    }

    [Fact]
    public async Task A_long_answer_is_bounded_event_by_event()
    {
        const string Event = """data: {"choices":[{"index":0,"delta":{"content":"xxxxxxxxxxxxxxxxxxxxxxxx"}}]}""";
        const string End = """data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";
        provider.Chat = ScriptedAnswer.Bytes(string.Concat(Enumerable.Repeat(Event + "\n\n", 20_000)) + End + "\n\n");
        using var large = ProviderHost.For(provider, settings: ("Models:AnswerCharacters", "1000000"));

        Assert.Equal(20_000 * 24, (await TextAsync(large.Chat())).Length);
    }

    [Theory]
    [InlineData(": keep-alive\n")]
    [InlineData(": keep-alive\n\n")]
    [InlineData(": keep-alive\r\n\r\n")]
    public async Task Comments_that_keep_a_connection_alive_are_not_bounded(string comment)
    {
        const string Event = """data: {"choices":[{"index":0,"delta":{"content":"at last"},"finish_reason":"stop"}]}""";
        provider.Chat = ScriptedAnswer.Bytes(string.Concat(Enumerable.Repeat(comment, 120_000)) + Event + "\n\n");

        Assert.Equal("at last", await TextAsync(host.Chat()));
    }

    [Fact]
    public async Task No_more_answers_are_under_way_than_allowed()
    {
        provider.Chat = ScriptedAnswer.Text("x") with { FirstDelay = TimeSpan.FromMilliseconds(20) };
        using var narrow = ProviderHost.For(provider, settings: [("Models:MaxConcurrentCalls", "2"), ("Models:QueueTimeout", "00:02:00")]);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TextAsync(narrow.Chat())));

        Assert.Equal(2, provider.PeakConcurrency);
    }

    private static IAsyncEnumerable<ChatResponseUpdate> Ask(IChatClient chat, CancellationToken? token = null) =>
        chat.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "Hi")], cancellationToken: token ?? Token);

    private static async Task<string> TextAsync(IChatClient chat, CancellationToken? token = null)
    {
        var text = new StringBuilder();
        await foreach (var update in Ask(chat, token))
        {
            text.Append(update.Text);
        }

        return text.ToString();
    }
}
