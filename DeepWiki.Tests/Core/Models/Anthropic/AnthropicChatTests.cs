using System.Text.Json;
using DeepWiki.Core.Errors;
using DeepWiki.Tests.Support.Providers;
using Microsoft.Extensions.AI;

namespace DeepWiki.Tests.Core.Models.Anthropic;

/// <summary>Messages as Anthropic's interface speaks them, through the SDK and our handler.</summary>
[Trait("Category", "Integration")]
public sealed class AnthropicChatTests : IAsyncLifetime
{
    private const string Key = "sk-ant-scripted-0123456789abcdef";
    private const string Start =
        """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],"model":"claude-x","""
        + """ "stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":25,"output_tokens":1}}}""";

    private const string Stop = """{"type":"message_stop"}""";

    private static readonly AIFunction ReadFile = AIFunctionFactory.Create((string path) => path, "read_file", "Reads a file.");

    private ScriptedProvider provider = null!; // Set before every test.
    private ProviderHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        provider = await ScriptedProvider.StartAsync(Token);
        host = new ProviderHost(
            ("ANTHROPIC_API_KEY", Key), ("Models:BaseAddresses:anthropic", provider.BaseAddress.GetLeftPart(UriPartial.Authority)), ("Models:MaxRetries", "1"));
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task A_message_goes_out_with_the_key_of_its_own_and_comes_back_delta_by_delta()
    {
        provider.Chat = Answer("Hel", "lo.");

        var updates = await Ask(new ChatOptions()).ToListAsync(Token);

        Assert.Equal(["Hel", "lo."], updates.Select(update => update.Text).Where(text => text.Length > 0));
        Assert.Equal(ChatFinishReason.Stop, updates.Last(update => update.FinishReason is not null).FinishReason);
        var usage = updates.ToChatResponse().Usage;
        Assert.Equal((25, 15), (usage?.InputTokenCount, usage?.OutputTokenCount));
        var request = Assert.Single(provider.Requests);
        Assert.Equal("/v1/messages", request.Path);
        Assert.Equal(Key, request.Headers["x-api-key"]);
        Assert.False(request.Headers.ContainsKey("Authorization"));
        Assert.DoesNotContain(request.Headers.Keys, name => name.StartsWith("X-Stainless", StringComparison.OrdinalIgnoreCase) || name == "traceparent");
        Assert.Equal("claude-sonnet-5-5", request.Json.GetProperty("model").GetString());
        Assert.True(request.Json.GetProperty("stream").GetBoolean());
        Assert.Equal(8_192, request.Json.GetProperty("max_tokens").GetInt32());
    }

    [Fact]
    public async Task Functions_are_called_and_their_results_go_back()
    {
        provider.Chat = Events(
            Start,
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"signed"}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_1","name":"read_file","input":{}}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"pa"}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"th\":\"a.cs\"}"}}""",
            """{"type":"content_block_stop","index":1}""",
            """{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_2","name":"read_file","input":{}}}""",
            """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"path\":\"b.cs\"}"}}""",
            """{"type":"content_block_stop","index":2}""",
            Delta("tool_use"),
            Stop);
        var options = new ChatOptions { Tools = [ReadFile] };

        var response = await Ask(options).ToChatResponseAsync(Token);

        var calls = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
        Assert.Equal(
            ["""toolu_1 read_file {"path":"a.cs"}""", """toolu_2 read_file {"path":"b.cs"}"""],
            calls.Select(call => $"{call.CallId} {call.Name} {JsonSerializer.Serialize(call.Arguments)}"));
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
        Assert.Equal("", response.Text);

        provider.Chat = Answer("Done.");
        List<ChatMessage> conversation =
        [
            new(ChatRole.User, "Hi"), .. response.Messages,
            new(ChatRole.Tool, [new FunctionResultContent("toolu_1", "1 class A"), new FunctionResultContent("toolu_2", "1 class B")]),
        ];
        await host.Chat("anthropic").GetResponseAsync(conversation, options, Token);

        var sent = provider.Requests[^1].Json.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content")).ToList();
        Assert.Equal(["thinking", "tool_use", "tool_use"], sent[1].EnumerateArray().Select(part => part.GetProperty("type").GetString()));
        Assert.Equal(["toolu_1", "toolu_2"], sent[2].EnumerateArray().Select(part => part.GetProperty("tool_use_id").GetString()));
        Assert.Equal("read_file", provider.Requests[^1].Json.GetProperty("tools")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_thought_that_the_provider_has_not_signed_does_not_go_back()
    {
        provider.Chat = Answer("Done.");
        List<ChatMessage> conversation =
            [new(ChatRole.User, "Hi"), new(ChatRole.Assistant, [new TextReasoningContent("hm"), new TextContent("Yes.")]), new(ChatRole.User, "Why?")];

        await host.Chat("anthropic").GetResponseAsync(conversation, cancellationToken: Token);

        Assert.DoesNotContain("thinking", Assert.Single(provider.Requests).Body, StringComparison.Ordinal);
    }

    public static TheoryData<ScriptedAnswer, ErrorCode, int> Broken { get; } = new()
    {
        { Failure(401, "authentication_error", "invalid x-api-key"), ErrorCode.ModelUnauthorized, 1 },
        { Failure(429, "rate_limit_error", "slow down") with { RetryAfter = "0" }, ErrorCode.ModelRateLimited, 2 },
        { Failure(529, "overloaded_error", "Overloaded") with { RetryAfter = "0" }, ErrorCode.ModelUnavailable, 2 },
        { Failure(400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"), ErrorCode.ContextTooLarge, 1 },
        { Failure(404, "not_found_error", "model: claude-0"), ErrorCode.ModelUnavailable, 1 },
        { Events("""{"type":"error","error":{"type":"api_error","message":"Internal"}}"""), ErrorCode.ModelUnavailable, 1 },
        { Events(Start, Text("half")), ErrorCode.ModelIncomplete, 1 },
        { Events(Start, "{broken"), ErrorCode.ModelIncomplete, 1 },
        { Events(Start, Delta("end_turn"), Stop), ErrorCode.ModelIncomplete, 1 },
        { Events(Start, Text("I"), Delta("refusal"), Stop), ErrorCode.ModelFiltered, 1 },
        { ScriptedAnswer.Html(), ErrorCode.ModelUnavailable, 1 },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public async Task A_broken_answer_is_one_error_with_a_code(ScriptedAnswer answer, ErrorCode expected, int requests)
    {
        provider.Chat = answer;

        var error = await Assert.ThrowsAsync<DeepWikiException>(async () => await Ask(new ChatOptions()).ToListAsync(Token));

        Assert.Equal((expected, "anthropic", requests), (error.Code, error.Provider, provider.Requests.Count));
        Assert.DoesNotContain("OPENAI", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_overload_before_the_first_word_is_asked_again()
    {
        provider.Enqueue(Events(Start, """{"type":"ping"}""", """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"""));
        provider.Chat = Answer("Back.");

        Assert.Equal("Back.", (await Ask(new ChatOptions()).ToChatResponseAsync(Token)).Text);
    }

    [Fact]
    public async Task A_parameter_that_is_refused_is_left_out()
    {
        provider.Answer = body => JsonElement.Parse(body).TryGetProperty("stop_sequences", out _)
            ? Failure(400, "invalid_request_error", "stop_sequences: this model takes none")
            : Answer("Fine.");

        Assert.Equal("Fine.", (await Ask(new ChatOptions { StopSequences = ["END"] }).ToChatResponseAsync(Token)).Text);

        Assert.Equal(2, provider.Requests.Count);
    }

    private static ScriptedAnswer Answer(params string[] deltas) => Events(
        [
            Start, """{"type":"ping"}""", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
            .. deltas.Select(Text), """{"type":"content_block_stop","index":0}""", Delta("end_turn"), Stop,
        ]);

    private static string Text(string text) =>
        JsonSerializer.Serialize(new { type = "content_block_delta", index = 0, delta = new { type = "text_delta", text } });

    private static string Delta(string reason) =>
        JsonSerializer.Serialize(new { type = "message_delta", delta = new { stop_reason = reason }, usage = new { output_tokens = 15 } });

    private static ScriptedAnswer Events(params string[] events) => ScriptedAnswer.Bytes(
        string.Concat(events.Select(data => $"event: {data.Split('"').ElementAtOrDefault(3)}\ndata: {data}\n\n")));

    private static ScriptedAnswer Failure(int status, string type, string message) => new()
    {
        Status = status,
        ContentType = "application/json",
        Raw = JsonSerializer.SerializeToUtf8Bytes(new { type = "error", error = new { type, message } }),
    };

    private IAsyncEnumerable<ChatResponseUpdate> Ask(ChatOptions options) =>
        host.Chat("anthropic").GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "Hi")], options, Token);
}
