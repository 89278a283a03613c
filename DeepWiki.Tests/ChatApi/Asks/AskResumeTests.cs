using System.Text.Json;
using DeepWiki.Core.Caching;
using DeepWiki.Tests.Support.Chat;
using static DeepWiki.Tests.Support.Chat.TypedClient;

namespace DeepWiki.Tests.ChatApi.Asks;

/// <summary>Asks that are read on at another replica, also when the one that answered is gone.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class AskResumeTests(ChatStack stack)
{
    private const string Question = "What does the runner do with a failed job, and where?";

    [Fact]
    public async Task Reading_on_behind_any_frame_gives_the_rest_without_gap_or_repeat()
    {
        await using var owner = await stack.StartAsync();
        await using var other = await stack.StartAsync();
        await using var asking = await ConnectAsync(owner);
        await asking.AskAsync("a", stack.LocalPath, Question);
        var whole = Numbered(await asking.ReadAnswerAsync("a"));
        var ask = whole[0].GetProperty("ask").GetString();
        await using var reading = await ConnectAsync(other);

        for (var after = 0; after < whole.Count; after++)
        {
            await reading.SendAsync(new { type = "resume", id = $"r{after}", ask, after });
            var rest = Numbered(await reading.ReadAnswerAsync($"r{after}"));

            Assert.Equal(whole.Skip(after).Select(Said), rest.Select(Said));
        }
    }

    [Fact]
    public async Task An_answer_whose_replica_is_gone_after_any_frame_is_gone_on_with_to_the_same_text()
    {
        await using var owner = await stack.StartAsync();
        await using var other = await stack.StartAsync();
        await using var asking = await ConnectAsync(owner);
        await asking.AskAsync("a", stack.LocalPath, Question);
        var whole = Numbered(await asking.ReadAnswerAsync("a"));
        var ask = whole[0].GetProperty("ask").GetString()!; // Every ask that was accepted has one.
        await using var reading = await ConnectAsync(other);

        // The last frame ends an ask: it is never taken over behind it.
        for (var logged = 1; logged < whole.Count; logged++)
        {
            var copy = await CopyAsync(ask, logged);
            await reading.SendAsync(new { type = "resume", id = $"r{logged}", ask = copy, after = 0 });
            var frames = Numbered(await reading.ReadAnswerAsync($"r{logged}"));

            Assert.Equal(Enumerable.Range(1, frames.Count).Select(n => (long)n), frames.Select(frame => NumberOf(frame)!.Value));
            Assert.Equal("complete", frames[^1].GetProperty("reason").GetString());
            Assert.Equal(TextOf(whole), TextOf(frames));
            Assert.Equal(Places(whole), Places(frames));
            Assert.Single(frames, frame => TypeOf(frame) == "notice" && frame.GetProperty("code").GetString() == "takeover");
        }
    }

    [Fact]
    public async Task An_answer_of_a_model_whose_replica_is_gone_ends_without_a_second_call()
    {
        await using var owner = await stack.StartAsync();
        await using var other = await stack.StartAsync();
        await using var asking = await ConnectAsync(owner);
        await asking.AskAsync("a", stack.LocalPath, Question, "openai");
        var whole = Numbered(await asking.ReadAnswerAsync("a"));
        var copy = await CopyAsync(whole[0].GetProperty("ask").GetString()!, 3); // As above.
        await using var reading = await ConnectAsync(other);

        await reading.SendAsync(new { type = "resume", id = "r", ask = copy, after = 0 });
        var frames = Numbered(await reading.ReadAnswerAsync("r"));

        Assert.Equal(("error", "interrupted"), (TypeOf(frames[^1]), frames[^1].GetProperty("code").GetString()));
        Assert.True(frames[^1].GetProperty("retryable").GetBoolean());
        Assert.DoesNotContain(other.Provider.Requests, request => request.Body.Contains("\"messages\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_that_was_never_given_is_lost()
    {
        await using var server = await stack.StartAsync();
        await using var client = await ConnectAsync(server);
        await client.AskAsync("a", stack.LocalPath, Question);
        var ask = (await client.ReadAnswerAsync("a"))[0].GetProperty("ask").GetString();

        await client.SendAsync(new { type = "resume", id = "r", ask, after = 9999 });
        var lost = (await client.ReadAnswerAsync("r"))[^1];

        Assert.Equal("resume_lost", lost.GetProperty("code").GetString());
        Assert.Null(NumberOf(lost));
    }

    [Fact]
    public async Task No_token_of_a_caller_is_kept_in_redis()
    {
        await using var server = await stack.StartAsync();
        await using var client = await ConnectAsync(server);
        await client.SendAsync(new
        {
            type = "ask",
            id = "a",
            repository = new { url = stack.LocalPath, type = "local" },
            question = Question,
            provider = "local",
            token = "ghp_never-to-be-seen",
        });
        var ask = (await client.ReadAnswerAsync("a"))[0].GetProperty("ask").GetString()!; // As above.

        var facts = await stack.Redis.HashGetAllAsync(RedisKeys.Ask(ask));
        var frames = await stack.Redis.StreamRangeAsync(RedisKeys.AskFrames(ask));

        Assert.NotEmpty(facts);
        Assert.NotEmpty(frames);
        Assert.DoesNotContain(facts, fact => ((string?)fact.Value)?.Contains("ghp_never", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(frames, frame => frame.Values.Any(value => ((string?)value.Value)?.Contains("ek_", StringComparison.Ordinal) == true));
    }

    /// <summary>An ask as a replica leaves it that is gone after so many frames: nobody holds its lease.</summary>
    private async Task<string> CopyAsync(string ask, int frames)
    {
        var copy = $"ask_{Guid.NewGuid():N}";
        await stack.Redis.HashSetAsync(RedisKeys.Ask(copy), await stack.Redis.HashGetAllAsync(RedisKeys.Ask(ask)));
        foreach (var entry in await stack.Redis.StreamRangeAsync(RedisKeys.AskFrames(ask), count: frames))
        {
            await stack.Redis.StreamAddAsync(RedisKeys.AskFrames(copy), entry.Values, entry.Id);
        }

        return copy;
    }

    /// <summary>A frame without what is the reader's own.</summary>
    private static string Said(JsonElement frame) => string.Join(
        ',',
        frame.EnumerateObject().Where(member => member.Name is not ("id" or "key" or "joined"))
            .Select(member => $"{member.Name}={member.Value.GetRawText()}"));

    private static List<string> Places(IEnumerable<JsonElement> frames) =>
    [
        .. frames.Where(frame => TypeOf(frame) == "citation")
            .Select(frame => $"{frame.GetProperty("at")} {frame.GetProperty("path")} {frame.GetProperty("sha256")}"),
    ];
}
