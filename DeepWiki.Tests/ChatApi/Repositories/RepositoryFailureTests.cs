using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.ChatApi.Repositories;

/// <summary>Errors a client sees when the repository cannot be read or indexed, on every transport.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class RepositoryFailureTests(ChatStack stack)
{
    private const string Retriever = "Error preparing retriever: ";
    private const string Cloning = Retriever + "Error during cloning: ";

    [Theory]
    [InlineData("Unauthorized", "repository_access_denied", 403)]
    [InlineData("Forbidden", "repository_access_denied", 403)]
    [InlineData("NotFound", "repository_not_found", 404)]
    [InlineData("Redirect", "repository_not_found", 404)]
    [InlineData("Html", "index_failed", 500)]
    [InlineData("EmptyPage", "index_failed", 500)]
    [InlineData("Unavailable", "index_failed", 500)]
    public async Task A_host_that_does_not_answer_as_it_should(string fault, string name, int status)
    {
        await using var server = await stack.StartAsync();
        var question = stack.Serve($"owner/{fault.ToLowerInvariant()}");
        stack.Git.Fault = Enum.Parse<GitFault>(fault);
        try
        {
            var conversation = await server.AskAsync((question with { Token = "ghp_canary" }).ToJson());
            await new ExpectedError(name, conversation.Text, 1011, 500, status).IsShownEverywhereAsync(
                server, (question with { Token = "ghp_canary" }).ToJson(), stack.Local());

            Assert.StartsWith(Retriever, conversation.Text);
            Assert.DoesNotContain("ghp_canary", conversation.Text);
            Assert.DoesNotContain("<html>", conversation.Text);
        }
        finally
        {
            stack.Git.Fault = GitFault.None;
        }
    }

    [Fact]
    public async Task A_repository_that_breaks_off_while_it_is_fetched()
    {
        await using var server = await stack.StartAsync();
        var question = stack.Serve("owner/cut");
        stack.Git.Fault = GitFault.CutPack;
        try
        {
            var conversation = await server.AskAsync(question.ToJson());

            Assert.Equal((1011, "index_failed"), (conversation.Code, conversation.Reason));
            Assert.StartsWith(Retriever, conversation.Text);
        }
        finally
        {
            stack.Git.Fault = GitFault.None;
        }

        // The failed job is not remembered: the next question tries anew.
        Assert.Equal(1000, (await server.AskAsync(question.ToJson())).Code);
    }

    [Fact]
    public async Task A_repository_without_a_commit_or_a_readable_file_has_no_embeddings()
    {
        const string Text =
            "Error: No valid document embeddings found. This may be due to embedding size inconsistencies or API errors during document processing. "
            + "Please try again or check your repository content.";
        await using var server = await stack.StartAsync();
        RepositoryBuilder.Create(Path.Combine(stack.Git.Root, "owner/empty.git"));
        RepositoryBuilder.Create(Path.Combine(stack.Git.Root, "owner/pictures.git")).File("a.png", [0x89, 0x50, 0, 0]).Commit();

        foreach (var name in (string[])["owner/empty", "owner/pictures"])
        {
            var question = stack.Local() with { RepositoryUrl = stack.Git.UrlOf(name), Type = "git" };
            await new ExpectedError("no_embeddings", Text, 1011, 500, 503).IsShownEverywhereAsync(server, question.ToJson(), stack.Local());
        }
    }

    [Fact]
    public async Task A_placeholder_finds_the_one_repository_of_that_name()
    {
        await using var server = await stack.StartAsync();
        await server.AskAsync(stack.Serve("lost/found").ToJson());

        var found = await server.AskAsync(
            stack.Local() with { RepositoryUrl = "http://example/lost/found", Type = "github" } is var known ? known.ToJson() : ""
        );
        var unknown = await server.AskAsync((known with { RepositoryUrl = "http://example/lost/nobody" }).ToJson());

        Assert.Equal(1000, found.Code);
        Assert.Equal((1003, "repository_invalid"), (unknown.Code, unknown.Reason));
    }

    [Theory]
    [InlineData("ghp_canary", 1)]
    [InlineData(null, 2)]
    public async Task A_placeholder_leads_no_token_to_a_host_of_somebody_else_and_confirms_no_private_name(string? token, int visibility)
    {
        await using var server = await stack.StartAsync();
        await stack.Database.ExecuteAsync(
            $"insert into repositories (public_id, host, path, kind, address, visibility) values ('rep_stranger{visibility}', 'stranger.example', "
                + $"'acme/widget{visibility}', 0, 'https://stranger.example/acme/widget{visibility}', {visibility})"
        );
        var question = new ChatQuestion($"http://example/acme/widget{visibility}") { Type = "github", Token = token };

        var told = await server.AskAsync(question.ToJson());
        var unknown = await server.AskAsync((question with { RepositoryUrl = "http://example/acme/nothing" }).ToJson());

        Assert.Equal((1003, "repository_invalid"), (told.Code, told.Reason));
        Assert.Equal(unknown.Text, told.Text);
    }
}
