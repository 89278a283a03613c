using System.Text.Json;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Repositories;
using DeepWiki.Tests.Support.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DeepWiki.Tests.ChatApi.Legacy;

/// <summary>Owners of saved wikis: where callers are many, only the one who saved it sees it, until its repository was seen to be public.</summary>
[Trait("Category", "Integration")]
[Collection(LegacyCollection.Name)]
public sealed class WikiTenancyTests(LegacyStack stack)
{
    private static readonly (string, string) Many = ("Security:Tenancy", "many");
    private static readonly (string, string) Anne = (NamedCaller.Header, "anne");
    private static readonly (string, string) Bert = (NamedCaller.Header, "bert");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wiki_of_an_unproved_repository_is_only_for_who_saved_it()
    {
        await using var server = await stack.StartAsync(NamedCaller.AddTo, Many);
        var wiki = new SavedPages { Owner = "unproved", Url = "https://git.example/unproved/runner" };
        await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson(), Anne);

        Assert.Equal(wiki.ToAnswer(), (await server.GetAsync(wiki.Path, Anne)).Body);
        Assert.Equal("null", (await server.GetAsync(wiki.Path, Bert)).Body);
        Assert.Equal("null", (await server.GetAsync(wiki.Path)).Body);
        Assert.Equal((1, 0, 0), (await ListedAsync(server, wiki, Anne), await ListedAsync(server, wiki, Bert), await ListedAsync(server, wiki)));
        var refused = await server.DeleteAsync(wiki.Path, Bert);
        Assert.Equal((404, """{"detail":"Wiki cache not found"}"""), (refused.Status, refused.Body));
        Assert.Equal(404, (await server.DeleteAsync(wiki.Path)).Status);
        Assert.Equal(200, (await server.DeleteAsync(wiki.Path, Anne)).Status);
    }

    [Fact]
    public async Task Nobody_replaces_the_wiki_of_another()
    {
        await using var server = await stack.StartAsync(NamedCaller.AddTo, Many);
        var wiki = new SavedPages { Owner = "replaced", Url = "https://git.example/replaced/runner", Content = "anne's" };
        await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson(), Anne);

        await server.PostJsonAsync("/api/wiki_cache", (wiki with { Content = "bert's" }).ToJson(), Bert);
        await server.PostJsonAsync("/api/wiki_cache", (wiki with { Content = "nobody's" }).ToJson());

        Assert.Equal(wiki.ToAnswer(), (await server.GetAsync(wiki.Path, Anne)).Body);
        Assert.Equal((wiki with { Content = "bert's" }).ToAnswer(), (await server.GetAsync(wiki.Path, Bert)).Body);
        Assert.Equal("null", (await server.GetAsync(wiki.Path)).Body);
    }

    [Theory]
    [InlineData(RepositoryVisibility.Public, true)]
    [InlineData(RepositoryVisibility.Private, false)]
    [InlineData(RepositoryVisibility.Unknown, false)]
    public async Task A_wiki_is_for_all_once_its_repository_was_seen_to_be_public(RepositoryVisibility visibility, bool isSeen)
    {
        await using var server = await stack.StartAsync(NamedCaller.AddTo, Many);
        var wiki = new SavedPages { Owner = $"seen-{visibility}", Url = $"https://user@GitHub.com/Seen-{visibility}/Runner.git" };
        await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson(), Anne);
        var repositories = server.Program.Services.GetRequiredService<RepositoryStore>();
        var path = $"seen-{visibility}/runner".ToLowerInvariant();
        var repository = await repositories.GetOrAddAsync(RepositoryKind.GitHub, "github.com", path, "https://github.com/" + path, Token);
        await repositories.SetVisibilityAsync(repository.Id, visibility, Token);

        var found = await server.GetAsync(wiki.Path, Bert);

        Assert.Equal(isSeen, found.Body != "null");
        Assert.Equal(isSeen ? 1 : 0, await ListedAsync(server, wiki));
    }

    [Fact]
    public async Task A_public_repository_elsewhere_opens_nothing()
    {
        await using var server = await stack.StartAsync(NamedCaller.AddTo, Many);
        var wiki = new SavedPages { Owner = "elsewhere", Url = "https://git.inside.example/elsewhere/runner" };
        await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson(), Anne);
        await server.PostJsonAsync("/api/wiki_cache", (wiki with { Url = null, Content = "without address" }).ToJson(), Anne);
        await server.PostJsonAsync("/api/wiki_cache", (wiki with { Url = "http://example/elsewhere/runner", Content = "lost address" }).ToJson(), Anne);
        var repositories = server.Program.Services.GetRequiredService<RepositoryStore>();
        foreach (var (host, path) in (IEnumerable<(string, string)>)
                [("github.com", "elsewhere/runner"), ("example", "elsewhere/runner"), ("git.inside.example", "elsewhere/other")])
        {
            var repository = await repositories.GetOrAddAsync(RepositoryKind.GitHub, host, path, $"https://{host}/{path}", Token);
            await repositories.SetVisibilityAsync(repository.Id, RepositoryVisibility.Public, Token);
        }

        Assert.Equal("null", (await server.GetAsync(wiki.Path, Bert)).Body);
        Assert.Equal(0, await ListedAsync(server, wiki, Bert));
    }

    [Theory]
    [InlineData("23 hours", true)]
    [InlineData("25 hours", false)]
    public async Task What_was_seen_of_a_repository_is_true_for_a_day(string age, bool isSeen)
    {
        await using var server = await stack.StartAsync(NamedCaller.AddTo, Many);
        var wiki = new SavedPages { Type = "git", Owner = $"aged-{age[..2]}", Url = $"https://10.0.0.5/aged-{age[..2]}/runner" };
        await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson(), Anne);
        await PublishAsync(server, "10.0.0.5", $"aged-{age[..2]}/runner");
        await stack.Database.ExecuteAsync($"update repositories set visibility_checked_at = now() - interval '{age}' where path = 'aged-{age[..2]}/runner'");

        Assert.Equal((isSeen, isSeen ? 1 : 0), ((await server.GetAsync(wiki.Path, Bert)).Body != "null", await ListedAsync(server, wiki, Bert)));
        Assert.Equal((wiki.ToAnswer(), 1), ((await server.GetAsync(wiki.Path, Anne)).Body, await ListedAsync(server, wiki, Anne)));
    }

    [Fact]
    public async Task Ones_own_wiki_comes_before_newer_ones_of_others()
    {
        await using var server = await stack.StartAsync(NamedCaller.AddTo, Many);
        var own = new SavedPages { Owner = "before", Url = "https://github.com/before/runner", Content = "anne's" };
        await PublishAsync(server, "github.com", "before/runner");
        await server.PostJsonAsync("/api/wiki_cache", own.ToJson(), Anne);

        await server.PostJsonAsync("/api/wiki_cache", (own with { Content = "bert's" }).ToJson(), Bert);

        Assert.Equal(own.ToAnswer(), (await server.GetAsync(own.Path, Anne)).Body);
        Assert.Equal((own with { Content = "bert's" }).ToAnswer(), (await server.GetAsync(own.Path)).Body);
    }

    [Theory]
    [InlineData("github", "secret", "https://github.com/stranger/runner")]
    [InlineData("github", "stranger", "https://github.com/stranger/runner/more")]
    [InlineData("gitlab", "stranger", "https://github.com/stranger/runner")]
    public async Task An_address_of_another_repository_makes_no_wiki_public(string type, string owner, string url)
    {
        await using var server = await stack.StartAsync(NamedCaller.AddTo, Many);
        await PublishAsync(server, "github.com", "stranger/runner");
        await PublishAsync(server, "github.com", "stranger/runner/more");
        var wiki = new SavedPages { Type = type, Owner = owner, Url = url };

        await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson(), Anne);

        Assert.Equal("null", (await server.GetAsync(wiki.Path, Bert)).Body);
        Assert.NotEqual("null", (await server.GetAsync(wiki.Path, Anne)).Body);
    }

    [Fact]
    public async Task A_wiki_that_nobody_could_read_again_is_refused()
    {
        await using var server = await stack.StartAsync(NamedCaller.AddTo, Many);
        var wiki = new SavedPages { Owner = "keyless", Url = "https://github.com/keyless/runner" };

        var refused = await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson());
        await PublishAsync(server, "github.com", "keyless/runner");
        var kept = await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson());

        Assert.Equal((403, 200), (refused.Status, kept.Status));
        Assert.StartsWith("""{"detail":"Nobody could read this wiki again""", refused.Body);
        Assert.Equal(wiki.ToAnswer(), (await server.GetAsync(wiki.Path)).Body);
    }

    [Theory]
    [InlineData("Wikis:MaxSaved", "2")]
    [InlineData("Wikis:MaxSavedBytes", "25000")]
    public async Task A_caller_keeps_so_much_and_may_replace_it(string option, string value)
    {
        await using var server = await stack.StartAsync(NamedCaller.AddTo, Many, (option, value));
        var wiki = new SavedPages { Owner = "quota", Content = new string('x', 5000) };
        (string, string) caller = (NamedCaller.Header, option);
        var statuses = new List<int>();

        foreach (var repository in (string[])["one", "two", "three", "two"])
        {
            statuses.Add((await server.PostJsonAsync("/api/wiki_cache", (wiki with { Repository = repository }).ToJson(), caller)).Status);
        }

        statuses.Add((await server.PostJsonAsync("/api/wiki_cache", (wiki with { Repository = "three" }).ToJson(), (NamedCaller.Header, option + "2"))).Status);
        statuses.Add((await server.DeleteAsync((wiki with { Repository = "one" }).Path, caller)).Status);
        statuses.Add((await server.PostJsonAsync("/api/wiki_cache", (wiki with { Repository = "three" }).ToJson(), caller)).Status);

        Assert.Equal([200, 200, 403, 200, 200, 200, 200], statuses);
    }

    [Fact]
    public async Task Where_all_callers_are_one_everything_is_for_all()
    {
        await using var server = await stack.StartAsync(NamedCaller.AddTo, ("Security:Tenancy", "single"));
        var wiki = new SavedPages { Owner = "shared" };
        await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson(), Anne);

        await server.PostJsonAsync("/api/wiki_cache", (wiki with { Content = "newer" }).ToJson(), Bert);

        Assert.Equal((wiki with { Content = "newer" }).ToAnswer(), (await server.GetAsync(wiki.Path)).Body);
        Assert.Equal(1, await stack.Database.ScalarAsync<long>("select count(*) from saved_wikis where owner = 'shared'"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:0", true)]
    [InlineData("http://127.0.0.1:0;http://[::1]:0", true)]
    [InlineData("http://0.0.0.0:0", false)]
    [InlineData("http://127.0.0.1:0;http://*:0", false)]
    public async Task Callers_are_one_by_default_where_only_this_machine_is_heard(string addresses, bool isOne)
    {
        await using var server = await stack.StartAsync(NamedCaller.AddTo, ("urls", addresses));
        var wiki = new SavedPages { Owner = "bound-" + Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(addresses)) };
        var port = server.Address.Port;
        await server.PostJsonAsync($"http://127.0.0.1:{port}/api/wiki_cache", wiki.ToJson(), Anne);

        var found = await server.GetAsync($"http://127.0.0.1:{port}{wiki.Path}", Bert);

        Assert.Equal(isOne, found.Body != "null");
    }

    [Fact]
    public async Task A_row_does_not_say_who_saved_it()
    {
        await using var server = await stack.StartAsync(NamedCaller.AddTo, Many);
        var wiki = new SavedPages { Owner = "hashed" };

        await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson(), (NamedCaller.Header, "key-of-anne-0123456789"));

        Assert.Equal(32, await stack.Database.ScalarAsync<int>("select octet_length(saved_by) from saved_wikis where owner = 'hashed'"));
        Assert.NotEqual(
            await stack.Database.ScalarAsync<byte[]>("select sha256('wiki key-of-anne-0123456789')"),
            await stack.Database.ScalarAsync<byte[]>("select saved_by from saved_wikis where owner = 'hashed'"));
    }

    [Fact]
    public async Task A_tenancy_there_is_not_stops_the_start()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => stack.StartAsync(("Security:Tenancy", "7")));

        Assert.Equal("Security:Tenancy must be single or many.", error.Message);
    }

    private static async Task PublishAsync(ChatServer server, string host, string path)
    {
        var repositories = server.Program.Services.GetRequiredService<RepositoryStore>();
        var repository = await repositories.GetOrAddAsync(RepositoryKind.GitHub, host, path, $"https://{host}/{path}", Token);
        await repositories.SetVisibilityAsync(repository.Id, RepositoryVisibility.Public, Token);
    }

    private static async Task<int> ListedAsync(ChatServer server, SavedPages wiki, params IEnumerable<(string Name, string Value)> headers) =>
        JsonDocument.Parse((await server.GetAsync("/api/processed_projects", headers)).Body).RootElement.EnumerateArray()
            .Count(entry => entry.GetProperty("owner").GetString() == wiki.Owner);
}
