using System.Security.Cryptography;
using System.Text;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.ChatApi.Webhooks;

/// <summary>A push that a host tells of brings the wikis of its branch up to date; nobody else can tell of one.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class WebhookTests(ChatStack stack)
{
    private static readonly (string, string) AtOnce = ("Webhooks:JoinWindow", "00:00:00.1");

    [Fact]
    public async Task A_push_brings_the_wiki_to_its_commit()
    {
        await using var server = await stack.StartAsync(AtOnce);
        var (git, wiki, id) = await MakeAsync(server, "followed");
        var (path, secret) = await CreateAsync(server, id);
        await using var events = server.FollowEventsAsync($"/api/wikis/{wiki}/events").GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await events.MoveNextAsync());

        var commit = git.File("README.md", "# Runner\n\nRuns jobs. A failed job is tried again five times.\n").Commit();
        await stack.Redis.ExecuteAsync("FLUSHDB");
        var body = $$"""{"ref":"refs/heads/main","after":"{{commit}}"}""";
        var reply = await SendAsync(server, path, body, ("X-GitHub-Event", "push"), ("X-GitHub-Delivery", "1"), ("X-Hub-Signature-256", Sign(body, secret)));
        var again = await SendAsync(server, path, body, ("X-GitHub-Event", "push"), ("X-GitHub-Delivery", "1"), ("X-Hub-Signature-256", Sign(body, secret)));

        Assert.Equal((202, true), (reply.Status, reply.Json().GetProperty("accepted").GetBoolean()));
        Assert.Equal("The delivery was taken before.", again.Json().GetProperty("reason").GetString());
        while (await events.MoveNextAsync())
        {
            if (events.Current.Type == "change" && events.Current.Json.GetProperty("kind").GetString() == "generation")
            {
                break;
            }
        }

        Assert.Equal(commit, events.Current.Json.GetProperty("commit").GetString());
    }

    [Theory]
    [InlineData("X-Hub-Signature-256", "sha256=00")]
    [InlineData("X-Hub-Signature-256", "")]
    [InlineData("X-Hub-Signature", "sha1=00")]
    [InlineData("X-DeepWiki-Signature", "x")]
    [InlineData("X-Gitlab-Token", "guess")]
    [InlineData("X-Nothing", "x")]
    public async Task A_wrong_signature_is_refused_and_nothing_else_said(string header, string value)
    {
        await using var server = await stack.StartAsync();
        var (_, _, id) = await MakeAsync(server, $"refused-{Guid.NewGuid():N}");
        var (path, _) = await CreateAsync(server, id);

        var reply = await SendAsync(server, path, "{", (header, value));
        var unknown = await SendAsync(server, "/api/webhooks/hook_00000000000000000000000000000000", "{", (header, value));

        Assert.Equal((401, "signature_invalid", 401), (reply.Status, reply.Code(), unknown.Status));
        Assert.Equal(unknown.Json().GetProperty("detail").GetString(), reply.Json().GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Each_host_proves_itself_in_its_own_way()
    {
        await using var server = await stack.StartAsync();
        var (_, _, id) = await MakeAsync(server, "hosts");
        var (path, secret) = await CreateAsync(server, id);
        const string ping = "{}";

        var github = await SendAsync(server, path, ping, ("X-GitHub-Event", "ping"), ("X-Hub-Signature-256", Sign(ping, secret)));
        var gitlab = await SendAsync(server, path, ping, ("X-Gitlab-Event", "Push Hook"), ("X-Gitlab-Token", secret));
        var bitbucket = await SendAsync(server, path, ping, ("X-Event-Key", "repo:fork"), ("X-Hub-Signature", Sign(ping, secret)));
        var generic = await SendAsync(server, path, "[", ("X-DeepWiki-Signature", Sign("[", secret)));

        Assert.Equal((202, "The webhook works."), (github.Status, github.Json().GetProperty("reason").GetString()));
        Assert.Equal("No branch was pushed.", gitlab.Json().GetProperty("reason").GetString());
        Assert.Equal("Only pushes are followed.", bitbucket.Json().GetProperty("reason").GetString());
        Assert.Equal((400, "invalid_json"), (generic.Status, generic.Code()));
    }

    [Fact]
    public async Task A_hook_needs_the_right_to_change_and_its_deliveries_need_no_key()
    {
        await using var server = await stack.StartAsync(("Security:Anonymous", "none"), ("Security:ApiKeys:0", "0123456789abcdefghij"));
        var key = ("Authorization", "Bearer 0123456789abcdefghij");
        stack.Git.Serve("hooks/keyed").File("README.md", "# A\n").Commit();

        Assert.Equal(401, (await server.PostJsonAsync("/api/repositories/rep_0/webhook", "{}")).Status);
        Assert.Equal((401, "signature_invalid"), Answer(await SendAsync(server, "/api/webhooks/hook_0", "{}")));
        Assert.Equal(404, (await server.PostJsonAsync("/api/repositories/rep_0/webhook", "{}", key)).Status);
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_stored_sealed()
    {
        await using var server = await stack.StartAsync();
        var (_, _, id) = await MakeAsync(server, "sealed");

        var (path, secret) = await CreateAsync(server, id);

        var stored = await stack.Database.ScalarAsync<byte[]>($"select secret from webhooks where hook_id = '{path.Split('/')[^1]}'");
        Assert.Equal(64, secret.Length);
        Assert.DoesNotContain(secret, Encoding.Latin1.GetString(stored));
    }

    private static (int, string?) Answer(RestReply reply) => (reply.Status, reply.Code());

    private async Task<(RepositoryBuilder Git, string Wiki, string Id)> MakeAsync(ChatServer server, string name)
    {
        var git = ChatStack.FillSample(RepositoryBuilder.Create(Path.Combine(stack.Git.Root, $"hooks/{name}.git")));
        git.Commit();
        var wiki = await server.MakeWikiAsync(stack.Git.UrlOf($"hooks/{name}"), "github");
        return (git, wiki, await stack.Database.ScalarAsync<string>($"select public_id from repositories where path = 'hooks/{name}'"));
    }

    private static async Task<(string Path, string Secret)> CreateAsync(ChatServer server, string id)
    {
        var reply = await server.PostJsonAsync($"/api/repositories/{id}/webhook", "{}");
        Assert.Equal(201, reply.Status);
        var json = reply.Json();
        return (new Uri(json.GetProperty("url").GetString()!).AbsolutePath, json.GetProperty("secret").GetString()!); // Both are always there.
    }

    private static Task<RestReply> SendAsync(ChatServer server, string path, string body, params IEnumerable<(string, string)> headers) =>
        server.PostJsonAsync(path, body, headers);

    private static string Sign(string body, string secret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));
}
