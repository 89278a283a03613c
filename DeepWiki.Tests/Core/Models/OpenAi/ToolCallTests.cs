using System.Text.Json;
using DeepWiki.Core.Errors;
using DeepWiki.Tests.Support.Providers;
using Microsoft.Extensions.AI;

namespace DeepWiki.Tests.Core.Models.OpenAi;

/// <summary>Functions on the wire: offered, called in the forms that servers send, and answered.</summary>
[Trait("Category", "Integration")]
public sealed class ToolCallTests : ProviderTest
{
    private const string Stopped = """{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""";

    private static readonly AIFunction ReadFile = AIFunctionFactory.Create((string path, int? line) => $"{path} {line}", "read_file", "Reads a file.");

    private static readonly AIFunction Search = AIFunctionFactory.Create((string query) => query, "search_code", "Searches.");

    /// <summary>Deltas of an answer, the calls they mean, and what their finish reason means.</summary>
    public static TheoryData<string[], string[]> Forms { get; } = new()
    {
        {
            // Fragments of two parallel calls, mixed.
            [
                Delta("""[{"index":0,"id":"a","type":"function","function":{"name":"read_file","arguments":""}}]"""),
                Delta("""[{"index":1,"id":"b","type":"function","function":{"name":"search_code","arguments":"{\"que"}}]"""),
                Delta("""[{"index":0,"function":{"arguments":"{\"path\":\"sr"}}]"""),
                Delta("""[{"index":1,"function":{"arguments":"ry\":\"x\"}"}},{"index":0,"function":{"arguments":"c/a.cs\"}"}}]"""),
                Stopped,
            ],
            ["""a read_file {"path":"src/a.cs"}""", """b search_code {"query":"x"}"""]
        },
        {
            // Whole calls in one delta, the finish reason beside them.
            [
                """
                {"choices":[{"delta":{"tool_calls":[
                data: {"index":0,"id":"a","function":{"name":"read_file","arguments":"{\"path\":\"a\"}"}},
                data: {"index":1,"id":"b","function":{"name":"read_file","arguments":"{\"path\":\"b\"}"}}
                data: ]},"finish_reason":"tool_calls"}]}
                """,
            ],
            ["""a read_file {"path":"a"}""", """b read_file {"path":"b"}"""]
        },
        {
            // Every call has index 0.
            [
                Delta("""[{"index":0,"id":"a","function":{"name":"read_file","arguments":"{\"path\":\"a\"}"}}]"""),
                Delta("""[{"index":0,"id":"b","function":{"name":"read_file","arguments":"{\"path\":\"b\"}"}}]"""),
                """{"choices":[{"delta":{},"finish_reason":"stop"}]}""",
            ],
            ["""a read_file {"path":"a"}""", """b read_file {"path":"b"}"""]
        },
        {
            // Neither index nor id, and arguments as an object.
            [
                Delta("""[{"function":{"name":"read_file","arguments":{"path":"a"}}}]"""),
                Delta("""[{"function":{"name":"search_code","arguments":{"query":"q"}}}]"""),
                """{"choices":[{"delta":{},"finish_reason":"tool_use"}]}""",
            ],
            ["""? read_file {"path":"a"}""", """? search_code {"query":"q"}"""]
        },
        {
            // The same function twice, neither index nor id.
            [
                Delta("""[{"function":{"name":"read_file","arguments":"{\"path\":\"a\"}"}}]"""),
                Delta("""[{"function":{"name":"read_file","arguments":"{\"path\":\"b\"}"}}]"""),
                Stopped,
            ],
            ["""? read_file {"path":"a"}""", """? read_file {"path":"b"}"""]
        },
        {
            // Id and name with every fragment.
            [
                Delta("""[{"index":0,"id":"a","function":{"name":"read_file","arguments":"{\"path\":"}}]"""),
                Delta("""[{"index":0,"id":"a","function":{"name":"read_file","arguments":"\"a\"}"}}]"""),
                Delta("""[{"index":0,"id":"a","function":{"name":"read_file","arguments":""}}]"""),
                Stopped,
            ],
            ["""a read_file {"path":"a"}"""]
        },
        {
            // An id of its own for every fragment.
            [
                Delta("""[{"index":0,"id":"a","function":{"name":"read_file"}}]"""),
                Delta("""[{"index":0,"id":"z","function":{"arguments":"{\"path\":"}}]"""),
                Delta("""[{"index":0,"id":"y","function":{"arguments":"\"a\"}"}}]"""),
                Stopped,
            ],
            ["""a read_file {"path":"a"}"""]
        },
        {
            // No arguments, in each of the ways to say so.
            [
                Delta("""[{"index":0,"id":"a","function":{"name":"read_file","arguments":null}},{"index":1,"id":"b","function":{"name":"read_file"}}]"""),
                Delta("""[{"index":2,"id":"c","function":{"name":"read_file","arguments":""}}]"""),
                Stopped,
            ],
            ["a read_file {}", "b read_file {}", "c read_file {}"]
        },
        {
            // The form of the first years.
            [
                """{"choices":[{"delta":{"function_call":{"name":"read_file","arguments":"{\"path\""}}}]}""",
                """{"choices":[{"delta":{"function_call":{"arguments":":\"a\"}"}}}]}""",
                """{"choices":[{"delta":{},"finish_reason":"function_call"}]}""",
            ],
            ["""? read_file {"path":"a"}"""]
        },
        {
            // A character cut over two fragments, and no finish reason before the end.
            [
                Delta("""[{"index":0,"id":"a","function":{"name":"search_code","arguments":"{\"query\":\"\ud83d"}}]"""),
                Delta("""[{"index":0,"function":{"arguments":"\ude00\"}"}}]"""),
                "[DONE]",
            ],
            ["""a search_code {"query":"😀"}"""]
        },
    };

    [Theory]
    [MemberData(nameof(Forms), DisableDiscoveryEnumeration = true)]
    public async Task A_call_is_read_in_every_form_that_servers_send(string[] events, string[] calls)
    {
        Provider.Chat = Events(events);

        var updates = await Ask(new ChatOptions { Tools = [ReadFile, Search] }).ToListAsync(Token);

        var found = updates.SelectMany(update => update.Contents).OfType<FunctionCallContent>().ToList();
        Assert.Equal(calls, found.Zip(calls, (call, expected) => $"{(expected[0] == '?' ? "?" : call.CallId)} {call.Name} {Arguments(call)}"));
        Assert.Equal(found.Count, found.Select(call => call.CallId).Distinct().Count(id => id.Length > 0));
        Assert.Equal(ChatFinishReason.ToolCalls, updates.Last(update => update.FinishReason is not null).FinishReason);
    }

    [Fact]
    public async Task Text_before_a_call_and_the_usage_are_kept()
    {
        Provider.Chat = Events(
            """{"choices":[{"delta":{"content":"Let me look."}}]}""",
            Delta("""[{"index":0,"id":"a","function":{"name":"read_file","arguments":"{}"}}]"""),
            Stopped,
            """{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}""");

        var response = await Ask(new ChatOptions { Tools = [ReadFile] }).ToChatResponseAsync(Token);

        Assert.Equal("Let me look.", response.Text);
        Assert.Single(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.Equal(4, response.Usage?.OutputTokenCount);
    }

    [Fact]
    public async Task A_call_without_any_text_keeps_the_usage()
    {
        Provider.Chat = Events(
            Delta("""[{"index":0,"id":"a","function":{"name":"read_file","arguments":"{}"}}]"""),
            Stopped,
            """{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}""");

        var response = await Ask(new ChatOptions { Tools = [ReadFile] }).ToChatResponseAsync(Token);

        Assert.Equal(4, response.Usage?.OutputTokenCount);
    }

    [Fact]
    public async Task Functions_are_offered_with_their_parameters_and_the_choice()
    {
        var options = new ChatOptions { Tools = [ReadFile], ToolMode = ChatToolMode.RequireSpecific("read_file"), AllowMultipleToolCalls = true };

        await Ask(options).ToListAsync(Token);

        var request = Assert.Single(Provider.Requests).Json;
        var function = Assert.Single(request.GetProperty("tools").EnumerateArray()).GetProperty("function");
        Assert.Equal("read_file", function.GetProperty("name").GetString());
        Assert.Equal("Reads a file.", function.GetProperty("description").GetString());
        Assert.Equal(["path", "line"], function.GetProperty("parameters").GetProperty("properties").EnumerateObject().Select(member => member.Name));
        Assert.Equal("read_file", request.GetProperty("tool_choice").GetProperty("function").GetProperty("name").GetString());
        Assert.True(request.GetProperty("parallel_tool_calls").GetBoolean());
    }

    [Fact]
    public async Task Calls_and_results_go_back_to_the_model()
    {
        List<ChatMessage> conversation =
        [
            new(ChatRole.User, "Hi"),
            new(
                ChatRole.Assistant,
                [
                    new TextReasoningContent("a thought"),
                    new FunctionCallContent("a", "read_file", new Dictionary<string, object?> { ["path"] = "src/a.cs" }),
                    new FunctionCallContent("b", "search_code", new Dictionary<string, object?> { ["query"] = "x" }),
                ]),
            new(ChatRole.Tool, [new FunctionResultContent("a", "1 class A"), new FunctionResultContent("b", "nothing")]),
        ];

        await Host.Chat().GetResponseAsync(conversation, new ChatOptions { Tools = [ReadFile, Search] }, Token);

        var messages = Assert.Single(Provider.Requests).Json.GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(["user", "assistant", "tool", "tool"], messages.Select(message => message.GetProperty("role").GetString()));
        var calls = messages[1].GetProperty("tool_calls").EnumerateArray().ToList();
        Assert.Equal(["a", "b"], calls.Select(call => call.GetProperty("id").GetString()));
        var arguments = JsonElement.Parse(calls[0].GetProperty("function").GetProperty("arguments").GetString() ?? "");
        Assert.Equal("src/a.cs", arguments.GetProperty("path").GetString());
        Assert.Equal(["a", "b"], messages.Skip(2).Select(message => message.GetProperty("tool_call_id").GetString()));
        Assert.Equal(["1 class A", "nothing"], messages.Skip(2).Select(message => message.GetProperty("content").GetString()));
    }

    [Fact]
    public async Task Arguments_that_are_no_JSON_are_told_as_such()
    {
        Provider.Chat = Events(Delta("""[{"index":0,"id":"a","function":{"name":"read_file","arguments":"{path: a}"}}]"""), Stopped);

        var response = await Ask(new ChatOptions { Tools = [ReadFile] }).ToChatResponseAsync(Token);

        Assert.NotNull(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single().Exception);
    }

    [Theory]
    [InlineData("length")]
    [InlineData(null)]
    public async Task A_call_that_is_cut_is_an_error_and_no_call(string? finish)
    {
        var call = Delta("""[{"index":0,"id":"a","function":{"name":"read_file","arguments":"{\"path\":\"sr"}}]""");
        Provider.Chat = finish is null ? Events(call) : Events(call, $$"""{"choices":[{"delta":{},"finish_reason":"{{finish}}"}]}""");

        var error = await Assert.ThrowsAsync<DeepWikiException>(async () => await Ask(new ChatOptions { Tools = [ReadFile] }).ToListAsync(Token));

        Assert.Equal(ErrorCode.ModelIncomplete, error.Code);
    }

    private static string Delta(string calls) => "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":" + calls + "}}]}";

    private static ScriptedAnswer Events(params string[] events) => ScriptedAnswer.Bytes(string.Concat(events.Select(data => $"data: {data}\n\n")));

    private static string Arguments(FunctionCallContent call) => JsonSerializer.Serialize(call.Arguments, JsonSerializerOptions.Web)
        .Replace("\\uD83D\\uDE00", "😀", StringComparison.Ordinal);

    private IAsyncEnumerable<ChatResponseUpdate> Ask(ChatOptions options) =>
        Host.Chat().GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "Hi")], options, Token);
}
