using System.Text.Json;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Storage;
using DeepWiki.Tests.Fakes.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DeepWiki.Tests.Integration.Original;

/// <summary>Whose a saved wiki is: where callers are many, only of who saved it, until its repository was seen to be public.</summary>
[Trait("Category", "Integration")]
[Trait("Req", "T5")]
[Collection(OriginalCollection.Name)]
public sealed class WikiTenancyTests(OriginalStack stack)
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
        Assert.Equal((404, """{"detail":"Wiki cache not found"}"""), await server.DeleteAsync(wiki.Path, Bert) is var refused ? (refused.Status, refused.Body) : default);
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
        foreach (var (host, path) in (IEnumerable<(string, string)>)[("github.com", "elsewhere/runner"), ("example", "elsewhere/runner"), ("git.inside.example", "elsewhere/other")])
        {
            var repository = await repositories.GetOrAddAsync(RepositoryKind.GitHub, host, path, $"https://{host}/{path}", Token);
            await repositories.SetVisibilityAsync(repository.Id, RepositoryVisibility.Public, Token);
        }

        Assert.Equal("null", (await server.GetAsync(wiki.Path, Bert)).Body);
        Assert.Equal(0, await ListedAsync(server, wiki, Bert));
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

    private static async Task<int> ListedAsync(ChatServer server, SavedPages wiki, params IEnumerable<(string Name, string Value)> headers) =>
        JsonDocument.Parse((await server.GetAsync("/api/processed_projects", headers)).Body).RootElement.EnumerateArray()
            .Count(entry => entry.GetProperty("owner").GetString() == wiki.Owner);
}
