using DeepWiki.Core.Data.Repositories;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.ChatApi.Repositories;

/// <summary>A repository is public as long as somebody without a token is seen to read it, and no longer.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class VisibilityTests(ChatStack stack) : IAsyncLifetime
{
    private const string Right = "ghp_the-right-one-for-visibility";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await stack.Redis.ExecuteAsync("FLUSHDB");

    public ValueTask DisposeAsync()
    {
        (stack.Git.Token, stack.Git.Fault) = (null, GitFault.None);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_follows_what_the_host_says_to_callers_without_a_token()
    {
        await using var server = await stack.StartAsync();
        var question = stack.Serve("visible/turns");
        var seen = new List<RepositoryVisibility>();

        foreach (var (secret, token) in ((string? Secret, string? Token)[])[(null, null), (Right, null), (Right, Right), (null, null)])
        {
            seen.Add(await AskAsync(server, question with { Token = token }, secret));
        }

        Assert.Equal([RepositoryVisibility.Public, RepositoryVisibility.Private, RepositoryVisibility.Private, RepositoryVisibility.Public], seen);
    }

    [Fact]
    public async Task A_token_proves_nothing_about_others()
    {
        await using var server = await stack.StartAsync();
        var question = stack.Serve("visible/with-token");

        var withToken = await AskAsync(server, question with { Token = "ghp_not-needed" }, null);
        var without = await AskAsync(server, question, null);

        Assert.Equal((RepositoryVisibility.Private, RepositoryVisibility.Public), (withToken, without));
    }

    [Theory]
    [InlineData("search?q=job")]
    [InlineData("source?path=README.md")]
    public async Task A_refusal_by_id_hides_it_too(string route)
    {
        await using var server = await stack.StartAsync();
        var question = stack.Serve("visible/by-id-" + route[..6]);
        Assert.Equal(RepositoryVisibility.Public, await AskAsync(server, question, null));
        var id = await stack.Database.ScalarAsync<string>($"select public_id from repositories where path = '{PathOf(question)}'");
        await stack.Redis.ExecuteAsync("FLUSHDB");
        stack.Git.Token = Right;

        using var response = await server.Http.GetAsync($"/api/repositories/{id}/{route}", Token);

        Assert.Equal((404, RepositoryVisibility.Private), ((int)response.StatusCode, await VisibilityAsync(question)));
    }

    [Theory]
    [InlineData("Unavailable", null)]
    [InlineData("Html", null)]
    [InlineData("None", "no-such-branch")]
    public async Task A_host_that_fails_and_a_missing_branch_hide_nothing(string fault, string? reference)
    {
        await using var server = await stack.StartAsync();
        var question = stack.Serve($"visible/stays-{fault}-{reference}".ToLowerInvariant());
        Assert.Equal(RepositoryVisibility.Public, await AskAsync(server, question, null));

        stack.Git.Fault = Enum.Parse<GitFault>(fault);

        Assert.Equal(RepositoryVisibility.Public, await AskAsync(server, question with { Ref = reference }, null));
    }

    [Fact]
    public async Task It_is_noted_twice_a_day_so_that_what_is_believed_for_one_does_not_run_out_meanwhile()
    {
        await using var server = await stack.StartAsync();
        var question = stack.Serve("visible/daily");
        var checks = new List<bool>();
        foreach (var age in (string[])["11 hours", "13 hours", "23 hours"])
        {
            await AskAsync(server, question, null);
            var before = await stack.Database.ScalarAsync<DateTime>(
                $"update repositories set visibility_checked_at = now() - interval '{age}' where path = '{PathOf(question)}' returning visibility_checked_at");

            await AskAsync(server, question, null);

            checks.Add(
                before != await stack.Database.ScalarAsync<DateTime>($"select visibility_checked_at from repositories where path = '{PathOf(question)}'"));
        }

        Assert.Equal([false, true, true], checks);
    }

    [Fact]
    public async Task A_saved_wiki_of_one_last_seen_long_ago_is_given_once_it_is_seen_again()
    {
        await using var server = await stack.StartAsync(NamedCaller.AddTo, ("Security:Tenancy", "many"));
        var question = stack.Serve("visible/again");
        var wiki = new SavedPages { Type = "git", Owner = "visible", Repository = "again", Url = question.RepositoryUrl };
        Assert.Equal(RepositoryVisibility.Public, await AskAsync(server, question, null));
        Assert.Equal(200, (await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson(), (NamedCaller.Header, "anne"))).Status);
        var seen = new List<bool>();

        foreach (var secret in (string?[])[null, Right])
        {
            await stack.Database.ExecuteAsync($"update repositories set visibility_checked_at = now() - interval '25 hours' where path = '{PathOf(question)}'");
            await stack.Redis.ExecuteAsync("FLUSHDB");
            stack.Git.Token = secret;
            seen.Add((await server.GetAsync(wiki.Path)).Body != "null");
        }

        Assert.Equal([true, false], seen);
        Assert.Equal(RepositoryVisibility.Private, await VisibilityAsync(question));
    }

    /// <summary>Asks when no earlier proof is remembered; <paramref name="secret"/> is what the host wants.</summary>
    private async Task<RepositoryVisibility> AskAsync(ChatServer server, ChatQuestion question, string? secret)
    {
        await stack.Redis.ExecuteAsync("FLUSHDB");
        stack.Git.Token = secret;
        await server.AskAsync(question.ToJson());
        return await VisibilityAsync(question);
    }

    private async Task<RepositoryVisibility> VisibilityAsync(ChatQuestion question) =>
        (RepositoryVisibility)await stack.Database.ScalarAsync<short>($"select visibility from repositories where path = '{PathOf(question)}'");

    private static string PathOf(ChatQuestion question) => new Uri(question.RepositoryUrl).AbsolutePath.Trim('/');
}
