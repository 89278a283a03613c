using DeepWiki.Core.Errors;
using DeepWiki.Tests.Support.Providers;
using Microsoft.Extensions.AI;

namespace DeepWiki.Tests.Core.Models.Remote;

/// <summary>Thoughts of a model on their way from the wire: never text, always a sign of life.</summary>
[Trait("Category", "Integration")]
public sealed class ThoughtTests : ProviderTest
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(2);

    public static TheoryData<string> Deltas { get; } =
    [
        """{"reasoning_content":"hm"}""",
        """{"reasoning":"hm"}""",
        """{"thinking":"hm"}""",
        """{"content":null,"reasoning":"hm","reasoning_details":[{"type":"reasoning.text","text":"hm"}]}""",
        """{"reasoning_details":[{"type":"reasoning.summary","summary":"hm"}]}""",
        """{"content":"<think>hm</think>"}""",
    ];

    [Theory]
    [MemberData(nameof(Deltas))]
    public async Task A_thought_is_told_apart_from_the_answer(string delta)
    {
        Provider.Chat = Events(delta, """{"content":"Yes."}""", null);

        var updates = await Ask().ToListAsync(Token);

        Assert.Equal("Yes.", string.Concat(updates.Select(update => update.Text)));
        Assert.Equal("hm", string.Concat(updates.SelectMany(update => update.Contents).OfType<TextReasoningContent>().Select(thought => thought.Text)));
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("ollama")]
    [InlineData("dashscope")]
    public async Task Tags_are_taken_out_of_every_providers_answers(string name)
    {
        using var host = new ProviderHost(
            ("DASHSCOPE_API_KEY", "key"), ("OPENAI_API_KEY", "key"), ($"Models:BaseAddresses:{name}", Provider.BaseAddress.ToString()));
        Provider.Chat = ScriptedAnswer.Text("<thi", "nk>first ", "a < b", "</", "think>", "then", " <th");

        var response = await host.Chat(name).GetResponseAsync([new ChatMessage(ChatRole.User, "Hi")], cancellationToken: Token);

        Assert.Equal("then <th", response.Text);
    }

    [Theory]
    [InlineData("""{"reasoning_content":"hm"}""")]
    [InlineData("""{"reasoning_details":[{"type":"reasoning.encrypted","data":"AAAA"}]}""")]
    [InlineData("""{"tool_calls":[{"index":0,"function":{"arguments":" "}}]}""")]
    public async Task Thinking_for_longer_than_the_time_to_the_first_text_is_a_sign_of_life(string delta)
    {
        Provider.Chat = Events(delta) with { Hang = ScriptedHang.AfterDeltas };
        await using var answer = Ask().GetAsyncEnumerator(Token);
        Assert.True(await answer.MoveNextAsync().AsTask().WaitAsync(WaitTimeout, Token));

        // The time to the first text is over, and the reader still waits for the next delta.
        Time.Advance(TimeSpan.FromSeconds(61));
        var next = answer.MoveNextAsync().AsTask();
        await Time.PassAsync(TimeSpan.FromSeconds(30), Token);

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => next.WaitAsync(WaitTimeout, Token));
        Assert.Equal("The model paused for too long.", error.Message);
    }

    [Theory]
    [InlineData("""{"reasoning_content":"hm"}""")]
    [InlineData("""{"content":"<think>hm"}""")]
    public async Task A_model_that_only_thinks_has_not_answered(string delta)
    {
        Provider.Chat = Events(delta, null);

        var error = await Assert.ThrowsAsync<DeepWikiException>(async () => await Ask().ToListAsync(Token));

        Assert.Equal((ErrorCode.ModelIncomplete, "The model ended without an answer."), (error.Code, error.Message));
    }

    [Fact]
    public async Task A_model_that_leaves_the_opening_tag_out_is_known_the_next_time()
    {
        Provider.Chat = ScriptedAnswer.Text("hm", "</think>", "\n\nYes.");
        await Ask().ToListAsync(Token);

        Assert.Equal("Yes.", (await Ask().ToChatResponseAsync(Token)).Text);
    }

    private static ScriptedAnswer Events(params string?[] deltas) => ScriptedAnswer.Bytes(string.Concat(deltas.Select(delta =>
        "data: {\"choices\":[{\"index\":0,\"delta\":" + (delta ?? "{}") + ",\"finish_reason\":" + (delta is null ? "\"stop\"" : "null") + "}]}\n\n")));

    private IAsyncEnumerable<ChatResponseUpdate> Ask() =>
        Host.Chat().GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "Hi")], cancellationToken: Token);
}
