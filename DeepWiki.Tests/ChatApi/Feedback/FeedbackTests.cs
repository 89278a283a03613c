using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.ChatApi.Feedback;

/// <summary>Verdicts of readers are kept, and a page that is wrong is written anew.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class FeedbackTests(ChatStack stack)
{
    [Fact]
    public async Task A_page_that_is_sound_is_left_as_it_is()
    {
        await using var server = await stack.StartAsync();
        var id = await server.MakeWikiAsync(stack.LocalPath);
        var slug = (await server.GetAsync($"/api/wikis/{id}/tree")).Json().GetProperty("pages")[0].GetProperty("slug").GetString();

        var helpful = await server.PostJsonAsync("/api/feedback", Body(id, slug, "helpful"));
        var wrong = await server.PostJsonAsync("/api/feedback", Body(id, slug, "wrong"));

        Assert.Equal((202, 202), (helpful.Status, wrong.Status));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, wrong.Json().GetProperty("job").ValueKind);
        Assert.Equal(2, await stack.Database.ScalarAsync<long>($"select count(*) from feedback where target->>'wiki' = '{id}' and note = 'A note.'"));
    }

    [Fact]
    public async Task A_page_whose_lines_are_gone_is_written_anew()
    {
        await using var server = await stack.StartAsync();
        var folder = Path.Combine(stack.Folder, "local", "feedback");
        var git = ChatStack.FillSample(RepositoryBuilder.Create(folder));
        git.Commit();
        var id = await server.MakeWikiAsync(folder);
        await stack.Database.ScalarAsync<int>($"update wikis set policy = 'ask' where public_id = '{id}' returning wiki_id");
        git.File("README.md", "# Walker\n\nIt is another thing by now.\n").Commit();
        Assert.Equal(1000, (await server.AskAsync(new ChatQuestion(folder).ToJson())).Code);

        var jobs = new List<string?>();
        foreach (var page in (await server.GetAsync($"/api/wikis/{id}/tree")).Json().GetProperty("pages").EnumerateArray())
        {
            var reply = await server.PostJsonAsync("/api/feedback", Body(id, page.GetProperty("slug").GetString(), "wrong"));
            jobs.Add(reply.Json().GetProperty("job").GetString());
        }

        Assert.Contains(jobs, job => job is not null);
    }

    [Theory]
    [InlineData("""{"target":{"kind":"page"},"verdict":"wrong"}""", "/target")]
    [InlineData("""{"target":{"kind":"thing","wiki":"w","slug":"s"},"verdict":"wrong"}""", "/target/kind")]
    [InlineData("""{"target":{"kind":"page","wiki":"w","slug":"s"},"verdict":"bad"}""", "/verdict")]
    [InlineData("""{"target":{"kind":"citation","wiki":"w","slug":"s"},"verdict":"wrong"}""", "/target/n")]
    public async Task A_wrong_verdict_is_refused(string body, string pointer)
    {
        await using var server = await stack.StartAsync();

        var reply = await server.PostJsonAsync("/api/feedback", body);

        Assert.Equal((400, pointer), (reply.Status, reply.Json().GetProperty("errors")[0].GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_not_found()
    {
        await using var server = await stack.StartAsync();
        var id = await server.MakeWikiAsync(stack.LocalPath);

        Assert.Equal(404, (await server.PostJsonAsync("/api/feedback", Body(id, "absent", "wrong"))).Status);
        Assert.Equal(404, (await server.PostJsonAsync("/api/feedback", Body("wik_0", "overview", "wrong"))).Status);
    }

    private static string Body(string wiki, string? slug, string verdict) =>
        $$"""{"target":{"kind":"page","wiki":"{{wiki}}","slug":"{{slug}}"},"verdict":"{{verdict}}","note":"A note."}""";
}
