using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.ChatApi.Repositories;

/// <summary>Repositories are looked at, described and browsed by those who may read them.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class RepositoryResourceTests(ChatStack stack)
{
    private const string Right = "ghp_the-right-one";

    [Fact]
    public async Task A_look_at_a_repository_says_what_is_there()
    {
        await using var server = await stack.StartAsync();
        var commit = ChatStack.FillSample(RepositoryBuilder.Create(Path.Combine(stack.Git.Root, "look/there.git"))).Commit();
        var url = stack.Git.UrlOf("look/there");

        var before = (await server.GetAsync($"/api/repositories/check?url={Uri.EscapeDataString(url)}&type=github")).Json();
        var wiki = await server.MakeWikiAsync(url, "github");
        var after = (await server.PostJsonAsync("/api/repositories/check", $$"""{"url":"{{url}}","type":"github"}""")).Json();

        Assert.Equal(("ok", "main", commit, "github"), (Text(before, "state"), Text(before, "defaultBranch"), Text(before, "head"), Text(before, "type")));
        Assert.Equal(("look/there", false, (string?)null), (Text(before, "name"), before.GetProperty("private").GetBoolean(), Text(before, "wiki")));
        Assert.Equal(wiki, Text(after, "wiki"));
    }

    [Theory]
    [InlineData("https://127.0.0.1:1/a/b", "host_not_allowed")]
    [InlineData("not an address", "invalid")]
    [InlineData("https://user:secret@github.com/a/b", "invalid")]
    [InlineData("/no/such/folder", "not_found")]
    public async Task What_cannot_be_used_has_a_state_and_a_sentence(string url, string state)
    {
        await using var server = await stack.StartAsync();

        var reply = await server.GetAsync($"/api/repositories/check?url={Uri.EscapeDataString(url)}");

        Assert.Equal((200, state), (reply.Status, Text(reply.Json(), "state")));
        Assert.NotEqual("", Text(reply.Json(), "message"));
        Assert.DoesNotContain("secret", reply.Body);
    }

    [Fact]
    public async Task An_absent_one_is_not_found_and_a_private_one_wants_a_token()
    {
        await using var server = await stack.StartAsync();
        ChatStack.FillSample(RepositoryBuilder.Create(Path.Combine(stack.Git.Root, "look/private.git"))).Commit();
        var absent = await server.GetAsync($"/api/repositories/check?url={Uri.EscapeDataString(stack.Git.UrlOf("look/absent"))}");
        stack.Git.Token = Right;
        try
        {
            var url = $"/api/repositories/check?url={Uri.EscapeDataString(stack.Git.UrlOf("look/private"))}&type=github";
            var without = await server.GetAsync(url);
            var with = await server.GetAsync(url, ("DeepWiki-Token", Right));

            Assert.Equal("not_found", Text(absent.Json(), "state"));
            Assert.Equal(("token_required", "ok"), (Text(without.Json(), "state"), Text(with.Json(), "state")));
        }
        finally
        {
            stack.Git.Token = null;
        }
    }

    [Fact]
    public async Task A_caller_from_elsewhere_may_look_thirty_times_a_minute()
    {
        await using var server = await stack.StartAsync(RemoteCaller.AddTo, ("Security:Anonymous", "full"));

        var statuses = new List<int>();
        for (var i = 0; i < 31; i++)
        {
            statuses.Add((await server.GetAsync("/api/repositories/check?url=%2Fno%2Fsuch")).Status);
        }

        Assert.All(statuses.Take(30), status => Assert.Equal(200, status));
        Assert.Equal(429, statuses[30]);
    }

    [Fact]
    public async Task A_repository_has_its_head_its_indexes_its_branches_and_its_folders()
    {
        await using var server = await stack.StartAsync();
        var git = ChatStack.FillSample(RepositoryBuilder.Create(Path.Combine(stack.Git.Root, "look/whole.git")));
        var commit = git.File("logo.png", [137, 80, 78, 71, 0, 0]).Commit();
        await server.MakeWikiAsync(stack.Git.UrlOf("look/whole"), "github");
        var id = await stack.Database.ScalarAsync<string>("select public_id from repositories where path = 'look/whole'");

        var repository = (await server.GetAsync($"/api/repositories/{id}")).Json();
        var references = (await server.GetAsync($"/api/repositories/{id}/refs")).Json();
        var root = (await server.GetAsync($"/api/repositories/{id}/tree")).Json();
        var folder = await server.GetAsync($"/api/repositories/{id}/tree?path=src&at={commit}");
        var again = await server.GetAsync($"/api/repositories/{id}/tree?path=src&at={commit}", ("If-None-Match", folder.Header("etag")!)); // It is sent.

        Assert.Equal(("main", commit), (Text(repository, "defaultBranch"), Text(repository, "head")));
        Assert.Equal(commit, Text(repository.GetProperty("indexes")[0], "commit"));
        Assert.Equal(("main", commit), (Text(references.GetProperty("branches")[0], "name"), Text(references.GetProperty("branches")[0], "commit")));
        Assert.Equal(["src", ".env", "README.md", "logo.png"], Names(root));
        Assert.Equal(["folder", "file", "file", "file"], root.GetProperty("entries").EnumerateArray().Select(entry => Text(entry, "type")));
        Assert.Equal(
            [null, "filtered", null, "binary"], root.GetProperty("entries").EnumerateArray().Select(entry => Text(entry, "skipReason")));
        Assert.Equal(["JobRunner.cs", "Queue.cs"], Names(folder.Json()));
        Assert.Equal("csharp", Text(folder.Json().GetProperty("entries")[0], "language"));
        Assert.Equal(304, again.Status);
    }

    [Fact]
    public async Task A_local_repository_has_branches_too()
    {
        await using var server = await stack.StartAsync();
        await server.MakeWikiAsync(stack.LocalPath);
        var id = await stack.Database.ScalarAsync<string>($"select public_id from repositories where path = '{stack.LocalPath}'");

        var references = (await server.GetAsync($"/api/repositories/{id}/refs")).Json();

        Assert.Equal("main", Text(references, "defaultBranch"));
        Assert.Equal(["main"], references.GetProperty("branches").EnumerateArray().Select(branch => Text(branch, "name")));
    }

    [Theory]
    [InlineData("tree?path=../etc", 400)]
    [InlineData("tree?at=main", 400)]
    [InlineData("tree?path=absent", 404)]
    [InlineData("tree?at=0123456789012345678901234567890123456789", 404)]
    public async Task Folders_that_are_not_there_are_refused(string query, int status)
    {
        await using var server = await stack.StartAsync();
        await server.MakeWikiAsync(stack.LocalPath);
        var id = await stack.Database.ScalarAsync<string>($"select public_id from repositories where path = '{stack.LocalPath}'");

        Assert.Equal(status, (await server.GetAsync($"/api/repositories/{id}/{query}")).Status);
    }

    [Fact]
    public async Task An_unknown_repository_is_not_found()
    {
        await using var server = await stack.StartAsync();
        var id = "rep_" + new string('0', 32);

        Assert.Equal(404, (await server.GetAsync($"/api/repositories/{id}")).Status);
        Assert.Equal(404, (await server.GetAsync($"/api/repositories/{id}/refs")).Status);
        Assert.Equal(404, (await server.GetAsync($"/api/repositories/{id}/tree")).Status);
        Assert.Equal(404, (await server.GetAsync($"/api/repositories/{id}/raw?path=a")).Status);
    }

    private static IEnumerable<string?> Names(System.Text.Json.JsonElement folder) =>
        folder.GetProperty("entries").EnumerateArray().Select(entry => Text(entry, "name"));

    private static string? Text(System.Text.Json.JsonElement element, string name) => element.GetProperty(name).GetString();
}
