using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Stores;

namespace DeepWiki.Tests.ChatApi.Repositories;

/// <summary>A question about a branch, a tag or a commit is answered from there, and what they have in common is indexed once.</summary>
[Trait("Category", "Integration")]
public sealed class ReferenceTests(StoresFixture stores) : IAsyncLifetime
{
    private readonly ChatStack stack = new(stores);

    public ValueTask InitializeAsync() => stack.InitializeAsync();

    public ValueTask DisposeAsync() => stack.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Branches_tags_and_commits_are_views_of_one_series(bool isLocal)
    {
        await using var server = await StartAsync();
        var (origin, question) = Serve("views/of-one", isLocal);
        var first = origin.Resolve("refs/heads/main");
        origin.Tag("v1", "main");
        var feature = ChatStack.FillSample(origin).File("README.md", "# Runner of the branch\n").Commit(branch: "topic/feature");
        var head = origin.File("README.md", "# Runner of today\n").Commit();

        Assert.Equal<(int?, string)>((1000, head), await AskAsync(server, question));
        var chunks = await CountChunksAsync();
        Assert.Equal<(int?, string)>((1000, feature), await AskAsync(server, question with { Ref = "topic/feature" }));
        Assert.Equal(chunks + 1, await CountChunksAsync());
        Assert.Equal<(int?, string)>((1000, first), await AskAsync(server, question with { Ref = "v1" }));
        Assert.Equal<(int?, string)>((1000, first), await AskAsync(server, question with { Ref = first }));
        Assert.Equal<(int?, string)>((1000, head), await AskAsync(server, question with { Ref = "main" }));
        Assert.Equal(chunks + 2, await CountChunksAsync());
        Assert.Equal("1 series, 5 views", await stack.Database.ScalarAsync<string>(
            "select concat(count(distinct series_id), ' series, ', count(*), ' views') from index_views"));

        // Each goes its own way: the branch moves, the head stays.
        var moved = origin.File("README.md", "# Runner of the branch, again\n").Commit(branch: "topic/feature");
        await stack.Redis.ExecuteAsync("FLUSHDB");
        Assert.Equal<(int?, string)>((1000, moved), await AskAsync(server, question with { Ref = "topic/feature" }));
        Assert.Equal<(int?, string)>((1000, head), await AskAsync(server, question));
    }

    [Theory]
    [InlineData("no-such-branch", "The branch or tag was not found")]
    [InlineData("0123456789012345678901234567890123456789", "ot our ref")]
    public async Task What_the_repository_does_not_have_is_said(string reference, string expected)
    {
        await using var server = await StartAsync();
        var (_, question) = Serve("views/missing", isLocal: false);

        var answer = await server.AskAsync((question with { Ref = reference }).ToJson());

        Assert.StartsWith("Error", answer.Text, StringComparison.Ordinal);
        Assert.Contains(expected, answer.Text, StringComparison.Ordinal);
        Assert.Equal(1011, answer.Code);
    }

    [Theory]
    [InlineData("--upload-pack=x")]
    [InlineData("a..b")]
    [InlineData("a b")]
    public async Task A_name_that_no_branch_can_have_is_refused_before_any_work(string reference)
    {
        await using var server = await StartAsync();

        var answer = await server.AskAsync((stack.Local() with { Ref = reference }).ToJson());

        Assert.Equal("Error: The request is invalid: ref must be the name of a branch or tag, or the whole id of a commit.", answer.Text.TrimEnd());
        Assert.Equal(1003, answer.Code);
    }

    [Fact]
    public async Task A_folder_without_git_has_no_branches()
    {
        await using var server = await StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(stack.Folder, "local", "plain")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), "# Plain\n", TestContext.Current.CancellationToken);

        var answer = await server.AskAsync((new ChatQuestion(folder) { Ref = "main" }).ToJson());

        Assert.Contains("The folder is no Git repository", answer.Text, StringComparison.Ordinal);
    }

    private async Task<ChatServer> StartAsync()
    {
        var server = await stack.StartAsync();
        server.Provider.Chat = ScriptedAnswer.Text("See [src/JobRunner.cs:3-3]().");
        return server;
    }

    private (RepositoryBuilder Origin, ChatQuestion Question) Serve(string name, bool isLocal)
    {
        if (!isLocal)
        {
            var served = stack.Serve(name);
            return (RepositoryBuilder.Create(Path.Combine(stack.Git.Root, name + ".git")), served);
        }

        return (RepositoryBuilder.Create(stack.LocalPath), stack.Local());
    }

    // The commit is a part of the citation's link, at the host as well as here.
    private static async Task<(int? Code, string Commit)> AskAsync(ChatServer server, ChatQuestion question)
    {
        var answer = await server.AskAsync(question.ToJson());
        var commit = answer.Text.Split(["/blob/", "&at="], StringSplitOptions.None) is [_, var link, ..] ? link[..40] : answer.Text;
        return (answer.Code, commit);
    }

    private Task<long> CountChunksAsync() => stack.Database.ScalarAsync<long>("select count(*) from chunks");
}
