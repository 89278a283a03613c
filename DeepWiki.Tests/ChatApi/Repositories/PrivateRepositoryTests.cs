using DeepWiki.Tests.Support.Chat;

namespace DeepWiki.Tests.ChatApi.Repositories;

/// <summary>A private repository answers those whose token can read it, and nobody else, whatever was indexed for whom.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class PrivateRepositoryTests(ChatStack stack) : IAsyncLifetime
{
    private const string Right = "ghp_the-right-one-for-private";
    private const string Wrong = "ghp_a-wrong-one-for-private";

    // Without a token and with a wrong one alike: Git has nobody to ask for another. Its words name the address, which is left out.
    private const string Refusal =
        "Error preparing retriever: Error during cloning: fatal: could not read Username for … terminal prompts disabled";

    // Stands in the sample, so it is in the prompt of every answer about it.
    private const string Inside = "A failed job is tried again";

    private static ExpectedError Denied => new("repository_access_denied", Refusal, 1011, 500, 403);

    public async ValueTask InitializeAsync()
    {
        await stack.Redis.ExecuteAsync("FLUSHDB");
        stack.Git.Token = Right;
    }

    public ValueTask DisposeAsync()
    {
        stack.Git.Token = null;
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_right_token_is_answered_from_the_repository_on_every_transport()
    {
        await using var server = await stack.StartAsync();
        var question = (stack.Serve("private/right") with { Token = Right }).ToJson();

        var socket = await server.AskAsync(question);
        var old = await server.PostAsync("/chat/completions/stream", question);
        var own = await server.PostAsync("/api/chat/stream", question);

        Assert.Equal(("Hello, world.", 1000), (socket.Text, socket.Code));
        Assert.Equal((200, socket.Text, 200, socket.Text), (old.Status, old.Body, own.Status, own.Body));
        Assert.Equal(3, server.Provider.Requests.Count(request => request.Body.Contains(Inside, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Wrong)]
    public async Task Without_the_right_token_a_repository_is_refused(string? token)
    {
        await using var server = await stack.StartAsync();
        var question = stack.Serve("private/never-indexed") with { Token = token };

        await Denied.IsShownEverywhereAsync(server, question.ToJson(), stack.Local());

        Assert.Equal(0L, await stack.Database.ScalarAsync<long>("select count(*) from repositories where path = 'private/never-indexed'"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Wrong)]
    public async Task An_index_that_was_built_for_one_caller_is_never_served_to_the_next(string? token)
    {
        await using var server = await stack.StartAsync();
        var question = stack.Serve("private/indexed-" + (token is null ? "none" : "wrong")) with { Token = Right };
        Assert.Equal(1000, (await server.AskAsync(question.ToJson())).Code);
        var answered = server.Provider.Requests.Count;

        await Denied.IsShownEverywhereAsync(server, (question with { Token = token }).ToJson(), question);

        // The last of these is the right caller's own, who asks between the others.
        Assert.Equal(answered + 1, server.Provider.Requests.Count);
    }

    [Fact]
    public async Task Callers_who_ask_at_once_do_not_share_a_proof()
    {
        await using var server = await stack.StartAsync();
        var question = stack.Serve("private/crowd");
        string?[] tokens = [.. Enumerable.Repeat<string?[]>([Right, null, Wrong], 5).SelectMany(three => three)];

        var ends = await Task.WhenAll(tokens.Select(token => server.AskAsync((question with { Token = token }).ToJson())));

        Assert.Equal(
            tokens.Select(token => token == Right ? ("Hello, world.", (int?)1000) : (Refusal, 1011)),
            ends.Select(end => (end.Text, end.Code)));
    }

    [Fact]
    public async Task A_token_that_was_withdrawn_opens_nothing_any_more()
    {
        await using var server = await stack.StartAsync();
        var question = (stack.Serve("private/withdrawn") with { Token = Right }).ToJson();
        Assert.Equal(1000, (await server.AskAsync(question)).Code);

        stack.Git.Token = "ghp_another";
        await stack.Redis.ExecuteAsync("FLUSHDB");

        await Denied.IsShownEverywhereAsync(server, question, stack.Local());
    }

    [Fact]
    public async Task A_change_in_a_private_repository_is_fetched_with_the_token_of_whoever_asks()
    {
        await using var server = await stack.StartAsync();
        var repository = ChatStack.FillSample(stack.Git.Serve("private/changes"));
        repository.Commit();
        var question = new ChatQuestion(stack.Git.UrlOf("private/changes")) { Type = "github", Token = Right };
        Assert.Equal(1000, (await server.AskAsync(question.ToJson())).Code);

        repository.File("README.md", "# Runner\n\nA failed job is given up by the runner at once, as zebras do.\n").Commit();
        await stack.Redis.ExecuteAsync("FLUSHDB");
        var refused = await server.AskAsync((question with { Token = null }).ToJson());
        var answered = await server.AskAsync(question.ToJson());

        Assert.Equal((Refusal, 1000), (refused.Text, answered.Code));
        Assert.Contains("as zebras do", server.Provider.Requests[^1].Body);
    }
}
