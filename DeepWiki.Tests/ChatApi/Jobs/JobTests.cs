using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.ChatApi.Jobs;

/// <summary>Jobs are seen, watched, ended and tried again by those who may read their repositories.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class JobTests(ChatStack stack)
{
    private const string Right = "ghp_the-right-one";

    [Fact]
    public async Task A_job_of_a_wiki_has_its_stages_and_its_wiki()
    {
        await using var server = await stack.StartAsync();
        var folder = Path.Combine(stack.Folder, "local", "staged");
        ChatStack.FillSample(RepositoryBuilder.Create(folder)).Commit();
        var wiki = await server.MakeWikiAsync(folder);

        var job = (await server.GetAsync($"/api/wikis/{wiki}/job")).Json();
        var same = (await server.GetAsync($"/api/jobs/{job.GetProperty("id").GetString()}")).Json();

        Assert.Equal(("wiki", "succeeded", wiki), (Text(job, "kind"), Text(job, "state"), Text(job, "wiki")));
        var stages = job.GetProperty("stages").EnumerateArray().ToList();
        Assert.Equal(["plan", "write", "check"], stages.Select(stage => Text(stage, "name")));
        Assert.All(stages, stage => Assert.Equal("succeeded", Text(stage, "state")));
        Assert.Equal("staged", Text(job.GetProperty("repository"), "name")?.Split('/')[^1]);
        Assert.Equal(job.GetRawText(), same.GetRawText());
    }

    [Fact]
    public async Task The_list_is_newest_first_and_goes_on_behind_a_cursor()
    {
        await using var server = await stack.StartAsync();
        var folder = Path.Combine(stack.Folder, "local", $"jobs-{Guid.NewGuid():N}");
        ChatStack.FillSample(RepositoryBuilder.Create(folder)).Commit();
        await server.MakeWikiAsync(folder);

        var first = (await server.GetAsync("/api/jobs?limit=1")).Json();
        var next = (await server.GetAsync($"/api/jobs?limit=1&cursor={Uri.EscapeDataString(Text(first, "nextCursor")!)}")).Json(); // There are two jobs.
        var succeeded = (await server.GetAsync("/api/jobs?state=succeeded")).Json();

        Assert.True(Number(first.GetProperty("items")[0]) > Number(next.GetProperty("items")[0]));
        Assert.All(succeeded.GetProperty("items").EnumerateArray(), job => Assert.Equal("succeeded", Text(job, "state")));
        var index = succeeded.GetProperty("items").EnumerateArray().First(job => Text(job, "kind") == "index");
        Assert.Contains("embed", index.GetProperty("stages").EnumerateArray().Select(stage => Text(stage, "name")));
        Assert.True(index.GetProperty("skipped").GetProperty("total").GetInt32() > 0);
    }

    [Theory]
    [InlineData("?state=lost")]
    [InlineData("?limit=0")]
    [InlineData("?cursor=%21")]
    public async Task A_wrong_list_is_refused(string query)
    {
        await using var server = await stack.StartAsync();

        var reply = await server.GetAsync("/api/jobs" + query);

        Assert.Equal((400, "invalid_request"), (reply.Status, reply.Code()));
    }

    [Theory]
    [InlineData("job_999999999")]
    [InlineData("job_x")]
    [InlineData("1")]
    public async Task An_unknown_job_is_not_found(string id)
    {
        await using var server = await stack.StartAsync();

        Assert.Equal(404, (await server.GetAsync($"/api/jobs/{id}")).Status);
        Assert.Equal(404, (await server.GetAsync($"/api/jobs/{id}/events")).Status);
        Assert.Equal(404, (await server.PostJsonAsync($"/api/jobs/{id}/cancel", "{}")).Status);
        Assert.Equal(404, (await server.PostJsonAsync($"/api/jobs/{id}/retry", "{}")).Status);
    }

    [Fact]
    public async Task Who_comes_back_to_a_watched_job_gets_no_snapshot_but_its_end()
    {
        await using var server = await stack.StartAsync();
        var wiki = await server.MakeWikiAsync(stack.LocalPath);
        var job = Text((await server.GetAsync($"/api/wikis/{wiki}/job")).Json(), "id");

        var events = await server.ReadEventsAsync($"/api/jobs/{job}/events");
        var again = await server.ReadEventsAsync($"/api/jobs/{job}/events", lastEventId: events[0].Id);

        Assert.Equal(["snapshot", "done"], events.Select(one => one.Type));
        Assert.Equal("succeeded", Text(events[1].Json, "state"));
        Assert.Equal(["done"], again.Select(one => one.Type));
    }

    [Fact]
    public async Task A_job_that_ended_is_neither_cancelled_nor_tried_again()
    {
        await using var server = await stack.StartAsync();
        var wiki = await server.MakeWikiAsync(stack.LocalPath);
        var job = Text((await server.GetAsync($"/api/wikis/{wiki}/job")).Json(), "id");

        var cancel = await server.PostJsonAsync($"/api/jobs/{job}/cancel", "{}");
        var retry = await server.PostJsonAsync($"/api/jobs/{job}/retry", "{}");

        Assert.Equal((409, "conflict", 409), (cancel.Status, cancel.Code(), retry.Status));
    }

    [Fact]
    public async Task A_job_at_a_host_that_hangs_is_watched_cancelled_and_tried_again()
    {
        await using var server = await stack.StartAsync();
        var name = "jobs/hangs";
        ChatStack.FillSample(RepositoryBuilder.Create(Path.Combine(stack.Git.Root, name + ".git"))).Commit();
        var id = await QueueAsync(name);

        await using var watched = server.FollowEventsAsync($"/api/jobs/{id}/events").GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await watched.MoveNextAsync());
        Assert.Equal(("snapshot", "queued"), (watched.Current.Type, Text(watched.Current.Json, "state")));

        var cancelled = await server.PostJsonAsync($"/api/jobs/{id}/cancel", "{}");
        Assert.True(await watched.MoveNextAsync());
        Assert.Equal((202, "cancelled"), (cancelled.Status, Text(cancelled.Json(), "state")));
        Assert.Equal(("done", "cancelled"), (watched.Current.Type, Text(watched.Current.Json, "state")));
        Assert.False(await watched.MoveNextAsync());

        var retried = await server.PostJsonAsync($"/api/jobs/{id}/retry", "{}");
        Assert.Equal((202, id), (retried.Status, Text(retried.Json(), "id")));
    }

    [Fact]
    public async Task Jobs_of_a_private_repository_are_there_only_for_those_whose_token_can_read_it()
    {
        await using var server = await stack.StartAsync();
        ChatStack.FillSample(RepositoryBuilder.Create(Path.Combine(stack.Git.Root, "jobs/private.git"))).Commit();
        stack.Git.Token = Right;
        try
        {
            var wiki = await server.MakeWikiAsync(stack.Git.UrlOf("jobs/private"), "github", Right);
            var job = Text((await server.GetAsync($"/api/wikis/{wiki}/job", ("DeepWiki-Token", Right))).Json(), "id");

            Assert.Equal(404, (await server.GetAsync($"/api/jobs/{job}")).Status);
            Assert.Equal(404, (await server.GetAsync($"/api/jobs/{job}/events")).Status);
            Assert.Equal(404, (await server.PostJsonAsync($"/api/jobs/{job}/cancel", "{}")).Status);
            Assert.Equal(200, (await server.GetAsync($"/api/jobs/{job}", ("DeepWiki-Token", Right))).Status);
            Assert.DoesNotContain("jobs/private", (await server.GetAsync("/api/jobs?limit=100")).Body);
        }
        finally
        {
            stack.Git.Token = null;
        }
    }

    [Fact]
    public async Task The_work_of_the_moment_shows_jobs_and_streams()
    {
        await using var server = await stack.StartAsync();
        var wiki = await server.MakeWikiAsync(stack.LocalPath);
        await using var watched = server.FollowEventsAsync($"/api/wikis/{wiki}/events").GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await watched.MoveNextAsync());

        var activity = (await server.GetAsync("/api/activity")).Json();

        Assert.NotEmpty(activity.GetProperty("recent").EnumerateArray());
        var streams = activity.GetProperty("streams");
        Assert.Equal((1, 1, 0), (Count("sockets"), Count("watchers"), Count("answers")));

        int Count(string name) => streams.GetProperty(name).GetInt32();
    }

    /// <summary>A job that no worker takes before it is cancelled.</summary>
    private async Task<string> QueueAsync(string name)
    {
        var id = await stack.Database.ScalarAsync<long>(
            $$"""
            with added as (
                insert into repositories (public_id, host, path, kind, address, visibility, visibility_checked_at)
                values ('rep_{{Guid.NewGuid():N}}', '{{stack.Git.Authority}}', '{{name}}', 5, '{{stack.Git.UrlOf(name)}}', 1, now()) returning repository_id)
            insert into jobs (repository_id, kind, settings_hash, settings, not_before)
            select repository_id, 'index', '\x01',
                '{"profile":"local","excludedDirs":[],"excludedFiles":[],"includedDirs":[],"includedFiles":[]}', now() + interval '1 hour' from added
            returning job_id
            """);
        return $"job_{id}";
    }

    private static long Number(System.Text.Json.JsonElement job) => long.Parse(Text(job, "id")![4..]); // Every job has one.

    private static string? Text(System.Text.Json.JsonElement element, string name) => element.GetProperty(name).GetString();
}
