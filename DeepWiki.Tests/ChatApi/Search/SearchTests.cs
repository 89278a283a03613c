using System.Text.Json;
using DeepWiki.Core.Telemetry;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Telemetry;

namespace DeepWiki.Tests.ChatApi.Search;

/// <summary>The ranking that answers rest on can be asked for, with its reasons, by whoever may read the repository.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class SearchTests(ChatStack stack)
{
    private const string Right = "ghp_the-right-one-for-searches";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hit_has_all_that_a_list_of_results_needs()
    {
        await using var server = await stack.StartAsync();
        var id = await IndexAsync(server, "list");

        var page = await FindAsync(server, id, "q=Where does the JobRunner retry a failed job%3F");

        var first = Items(page)[0];
        Assert.Equal(("hybrid", true), (Text(page, "mode"), page.GetProperty("supported").GetBoolean()));
        Assert.Empty(page.GetProperty("degraded").EnumerateArray());
        Assert.Equal(("src/jobs/JobRunner.cs", "csharp"), (Text(first, "path"), Text(first, "language")));
        Assert.Equal((1, 12), (Number(first, "startLine"), Number(first, "endLine")));
        Assert.Equal($"/api/repositories/{id}/source?path=src%2Fjobs%2FJobRunner.cs&at={Text(page, "commit")}&from=1&to=12", Text(first, "url"));
        Assert.Equal(3, Number(first, "snippetLine"));
        Assert.StartsWith("/// <summary>Runs jobs and retries a failed job.</summary>\npublic sealed class JobRunner\n", Text(first, "snippet"));
        Assert.Equal(["fail", "job", "jobrunner", "retry", "run"], Strings(first, "matchedTerms").Order(StringComparer.Ordinal));
        Assert.Contains("ShouldRetry", (await server.Http.GetStringAsync(Text(first, "url"), Token)));
    }

    [Fact]
    public async Task Words_that_are_nowhere_are_named_and_nothing_is_said_to_support_an_answer()
    {
        await using var server = await stack.StartAsync();
        var id = await IndexAsync(server, "missing");

        var page = await FindAsync(server, id, "q=photosynthesis of lichens in a job");

        Assert.False(page.GetProperty("supported").GetBoolean());
        Assert.Equal(["photosynthesis", "lichen"], Strings(page, "missingTerms"));
    }

    [Theory]
    [InlineData("hybrid", "best_chunk", "top_three", "path", "symbols", "vectors", "names")]
    [InlineData("text", "best_chunk", "top_three", "path", "symbols", "names")]
    [InlineData("vector", "vectors")]
    [InlineData("symbol", "symbols", "names")]
    public async Task A_mode_asks_its_lists_and_no_others(string mode, params string[] lists)
    {
        await using var server = await stack.StartAsync();
        var id = await IndexAsync(server, "modes");

        var page = await FindAsync(server, id, $"q=How does the JobRunner class of jobs retry%3F&mode={mode}&limit=50");

        Assert.Equal(mode, Text(page, "mode"));
        Assert.Equal(mode == "hybrid" ? JsonValueKind.True : JsonValueKind.Null, page.GetProperty("supported").ValueKind);
        Assert.Equal(lists, Lists(Items(page).Single(item => Text(item, "path") == "src/jobs/JobRunner.cs")).Select(list => Text(list, "list")));
        Assert.All(
            Items(page),
            item => Assert.Subset(lists.ToHashSet(StringComparer.Ordinal), Lists(item).Select(list => Text(list, "list")!).ToHashSet(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_search_for_a_symbol_leads_to_its_declaration()
    {
        await using var server = await stack.StartAsync();
        var id = await IndexAsync(server, "symbols");

        var first = Items(await FindAsync(server, id, "q=ShouldRetry&mode=symbol"))[0];

        Assert.Equal(
            ("src/jobs/JobRunner.cs", "JobRunner.ShouldRetry", 8),
            (Text(first, "path"), Text(first, "symbol")?.Split("Sample.")[^1], Number(first, "snippetLine")));
        Assert.StartsWith("    public bool ShouldRetry(int attempt)", Text(first, "snippet"));
    }

    [Fact]
    public async Task The_reasons_add_up_to_the_scores_the_list_is_ordered_by()
    {
        await using var server = await stack.StartAsync();
        var id = await IndexAsync(server, "reasons");

        var items = Items(await FindAsync(server, id, "q=Who retries a failed job of the JobRunner%3F&limit=50"));

        Assert.True(items.Count >= 4, $"{items.Count}");
        Assert.Equal(items.Select(Score).OrderDescending(), items.Select(Score));
        Assert.All(items, item =>
        {
            var lowered = Demotions(item).Where(demotion => demotion.GetProperty("liftedBy").ValueKind == JsonValueKind.Null);
            var sum = Lists(item).Sum(list => list.GetProperty("contribution").GetDouble());
            Assert.Equal(Score(item), lowered.Aggregate(sum, (score, demotion) => score * demotion.GetProperty("factor").GetDouble()), 12);
        });
        Assert.All(items.SelectMany(Lists).Where(list => Text(list, "list") != "names"), list => Assert.Equal(
            list.GetProperty("weight").GetDouble() / (60 + Number(list, "rank")), list.GetProperty("contribution").GetDouble(), 12));
        Assert.All(items.SelectMany(Lists).Where(list => Text(list, "list") == "names"), list => Assert.Equal(
            list.GetProperty("weight").GetDouble() * Score(list) / 61, list.GetProperty("contribution").GetDouble(), 12));
    }

    [Theory]
    [InlineData("q=Who retries a failed job%3F", null, null)]
    [InlineData("q=Which test retries a failed job%3F", "word", "test")]
    [InlineData("q=Who retries a failed job in JobRunnerTests.cs%3F", "name", null)]
    public async Task A_test_is_lowered_and_the_reasons_say_why_it_is_not(string query, string? liftedBy, string? word)
    {
        await using var server = await stack.StartAsync();
        var id = await IndexAsync(server, "demotions");

        var items = Items(await FindAsync(server, id, query));

        var demotion = Assert.Single(Demotions(items.Single(item => Text(item, "path") == "tests/JobRunnerTests.cs")));
        Assert.Equal(("test", 0.6), (Text(demotion, "kind"), demotion.GetProperty("factor").GetDouble()));
        Assert.Equal((liftedBy, word), (Text(demotion, "liftedBy"), Text(demotion, "word")));
        Assert.Empty(Demotions(items.Single(item => Text(item, "path") == "src/jobs/JobRunner.cs")));
    }

    [Fact]
    public async Task The_list_is_in_the_order_in_which_an_answer_shows_its_files()
    {
        await using var server = await stack.StartAsync();
        var id = await IndexAsync(server, "order");
        const string Question = "Who retries a failed job?";

        var items = Items(await FindAsync(server, id, "q=" + Uri.EscapeDataString(Question)));
        await server.AskAsync((QuestionAbout("order") with { Text = Question }).ToJson());

        var prompt = server.Provider.Requests[^1].Body;
        var shown = items.Select(item => prompt.IndexOf($"path: {Text(item, "path")}\\n", StringComparison.Ordinal)).ToList();
        Assert.True(shown.Count >= 3, $"{shown.Count}");
        Assert.DoesNotContain(-1, shown);
        Assert.Equal(shown.Order(), shown);
    }

    [Theory]
    [InlineData("src", 3)]
    [InlineData("src/", 3)]
    [InlineData("src/jobs", 2)]
    [InlineData("src/j*", 2)]
    [InlineData("*.md", 1)]
    [InlineData("**/*Runner*.cs", 2)]
    [InlineData("src/jobs/JobRunner.cs", 1)]
    [InlineData("absent", 0)]
    public async Task A_path_bounds_the_search_and_all_that_is_inside_is_still_found(string path, int files)
    {
        await using var server = await stack.StartAsync();
        var id = await IndexAsync(server, "paths");

        foreach (var mode in (string[])["hybrid", "text", "vector"])
        {
            var items = Items(await FindAsync(server, id, $"q=job JobRunner&mode={mode}&limit=50&path={Uri.EscapeDataString(path)}"));

            Assert.Equal(files, items.Count);
            Assert.All(items, item => Assert.All(Lists(item), list => Assert.InRange(Number(list, "rank"), 1, files)));
        }
    }

    [Fact]
    public async Task A_path_bounds_names_and_symbols_too()
    {
        await using var server = await stack.StartAsync();
        var id = await IndexAsync(server, "bounds");

        var items = Items(await FindAsync(server, id, "q=JobRunner job&mode=symbol&path=tests"));

        Assert.Equal(["tests/JobRunnerTests.cs"], items.Select(item => Text(item, "path")));
    }

    [Fact]
    public async Task A_limit_bounds_the_list()
    {
        await using var server = await stack.StartAsync();
        var id = await IndexAsync(server, "limits");

        Assert.Equal(2, Items(await FindAsync(server, id, "q=job&limit=2")).Count);
    }

    [Theory]
    [InlineData("", "/q", "q is required, once, and must not be empty")]
    [InlineData("q=", "/q", "q is required, once, and must not be empty")]
    [InlineData("q=job&mode=exact", "/mode", "mode must be hybrid, text, vector or symbol")]
    [InlineData("q=job&limit=0", "/limit", "limit must be a number from 1 to 50")]
    [InlineData("q=job&limit=51", "/limit", "limit must be a number from 1 to 50")]
    [InlineData("q=job&path=../etc", "/path", "path must lie inside the repository, relative to its root, given once and of at most 512 characters")]
    public async Task What_is_wrong_is_said_with_its_field(string query, string pointer, string message)
    {
        await using var server = await stack.StartAsync();

        var (status, body) = await GetAsync(server, await IndexAsync(server, "wrong"), query);

        var problem = JsonDocument.Parse(body).RootElement;
        var fault = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal((400, "invalid_request", $"The request is invalid: {message}."), (status, Text(problem, "code"), Text(problem, "detail")));
        Assert.Equal((pointer, message), (Text(fault, "pointer"), Text(fault, "message")));
    }

    [Fact]
    public async Task A_repository_that_is_not_known_is_not_found()
    {
        await using var server = await stack.StartAsync();

        var (status, body) = await GetAsync(server, $"rep_{new string('0', 32)}", "q=job");

        Assert.Equal((404, "not_found"), (status, Text(JsonDocument.Parse(body).RootElement, "code")));
    }

    [Fact]
    public async Task A_repository_without_an_index_says_how_it_gets_one()
    {
        await using var server = await stack.StartAsync();
        var id = await IndexAsync(server, "unindexed");
        await stack.Database.ScalarAsync<object>(
            $"update index_views set active_generation = null where series_id in (select series_id from index_series join repositories using (repository_id) "
                + $"where public_id = '{id}')");

        var (status, body) = await GetAsync(server, id, "q=job");

        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal((404, "not_found"), (status, Text(problem, "code")));
        Assert.Equal("This repository has no index yet. A question about it has one built.", Text(problem, "detail"));
    }

    [Fact]
    public async Task A_search_counts_as_a_question_of_its_address()
    {
        string id;
        await using (var server = await stack.StartAsync())
        {
            id = await IndexAsync(server, "limited");
        }

        await using var limited = await stack.StartAsync(RemoteCaller.AddTo, ("Chat:RequestsPerMinute", "1"));

        var first = await GetAsync(limited, id, "q=job");
        using var second = await limited.Http.GetAsync($"/api/repositories/{id}/search?q=job", Token);

        Assert.Equal((200, 429), (first.Status, (int)second.StatusCode));
        Assert.NotNull(second.Headers.RetryAfter);
        Assert.Equal("rate_limited", Text(JsonDocument.Parse(await second.Content.ReadAsStringAsync(Token)).RootElement, "code"));
    }

    [Fact]
    public async Task A_private_repository_is_searched_only_by_those_whose_token_can_read_it()
    {
        await using var server = await stack.StartAsync();
        stack.Git.Serve("searches/private").File("a.txt", "the treasure\n").Commit();
        stack.Git.Token = Right;
        try
        {
            var id = await IdAsync(server, new ChatQuestion(stack.Git.UrlOf("searches/private")) { Type = "git", Token = Right });

            var without = await GetAsync(server, id, "q=treasure");
            var wrong = await GetAsync(server, id, "q=treasure", "ghp_wrong");
            var right = await GetAsync(server, id, "q=treasure", Right);
            var after = await GetAsync(server, id, "q=treasure");
            var impossible = await GetAsync(server, id, "q=treasure", new string('x', 4097));

            Assert.Equal([404, 404, 200, 404, 400], [without.Status, wrong.Status, right.Status, after.Status, impossible.Status]);
            Assert.Contains("the treasure", right.Body);
            Assert.All((string[])[without.Body, wrong.Body, after.Body], body =>
            {
                Assert.DoesNotContain("the treasure", body);
                Assert.Equal(
                    "There is no such repository, or it is not for you. For a private one send a token that can read it as DeepWiki-Token.",
                    Text(JsonDocument.Parse(body).RootElement, "detail"));
            });
            Assert.All((string[])[wrong.Body, right.Body, impossible.Body], body => Assert.DoesNotContain("ghp_", body));
        }
        finally
        {
            stack.Git.Token = null;
        }
    }

    [Fact]
    public async Task A_search_is_one_trace_without_what_was_searched()
    {
        await using var server = await stack.StartAsync();
        var id = await IndexAsync(server, "traced");
        using var spans = new SpanRecorder();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/repositories/{id}/search?q=zebracrossing&mode=text");
        request.Headers.Add("traceparent", spans.TraceParent);
        request.Headers.Add("DeepWiki-Token", Right);

        using var response = await server.Http.SendAsync(request, Token);

        var root = await spans.EndedAsync(SpanRecorder.ServerRequest);
        spans.AssertConnected(root);
        var search = spans.Child(root, Spans.Search);
        Assert.Equal("searches/traced", search.GetTagItem(Tags.Repository));
        Assert.Equal(("text", 0, false), (search.GetTagItem(Tags.RetrievalMode), search.GetTagItem(Tags.Hits), search.GetTagItem(Tags.Degraded)));
        spans.Child(search, Spans.Retrieve);
        Assert.DoesNotContain("zebracrossing", spans.Text());
        Assert.DoesNotContain(Right, spans.Text());
    }

    [Fact]
    public async Task A_list_is_kept_by_nobody_else()
    {
        await using var server = await stack.StartAsync();
        var id = await IndexAsync(server, "kept");

        using var response = await server.Http.GetAsync($"/api/repositories/{id}/search?q=job", Token);

        Assert.Equal(("no-cache, private", "DeepWiki-Token"), (response.Headers.CacheControl?.ToString(), response.Headers.Vary.ToString()));
    }

    /// <summary>The id of a repository with sources, a test and a document; indexed if it is not.</summary>
    private async Task<string> IndexAsync(ChatServer server, string name)
    {
        if (!Directory.Exists(Path.Combine(stack.Git.Root, "searches", name + ".git")))
        {
            stack.Git.Serve("searches/" + name)
                .File("README.md", "# Runner\n\nRuns jobs. A failed job is tried again by the JobRunner.\n")
                .File(
                    "src/jobs/JobRunner.cs",
                    """
                    namespace Sample;

                    /// <summary>Runs jobs and retries a failed job.</summary>
                    public sealed class JobRunner
                    {
                        public const int MaxAttempts = 3;

                        public bool ShouldRetry(int attempt)
                        {
                            return attempt < MaxAttempts;
                        }
                    }
                    """)
                .File("src/jobs/Queue.cs", "namespace Sample;\n\n/// <summary>Waiting jobs.</summary>\npublic sealed class Queue\n{\n    public int Job { get; "
                    + "set; }\n}\n")
                .File("src/Clock.cs", "namespace Sample;\n\n/// <summary>When a job is due.</summary>\npublic sealed class Clock\n{\n    public int Job { get; "
                    + "set; }\n}\n")
                .File("tests/JobRunnerTests.cs", "namespace Sample;\n\npublic class JobRunnerTests\n{\n    public void Retries_a_failed_job() { }\n}\n")
                .Commit();
        }

        return await IdAsync(server, QuestionAbout(name));
    }

    private ChatQuestion QuestionAbout(string name) => new(stack.Git.UrlOf("searches/" + name)) { Type = "git" };

    private async Task<string> IdAsync(ChatServer server, ChatQuestion question)
    {
        var conversation = await server.AskAsync(question.ToJson());
        Assert.Equal(1000, conversation.Code);
        var path = new Uri(question.RepositoryUrl).AbsolutePath.Trim('/');
        return await stack.Database.ScalarAsync<string>($"select public_id from repositories where path = '{path}'");
    }

    private static async Task<JsonElement> FindAsync(ChatServer server, string id, string query)
    {
        var (status, body) = await GetAsync(server, id, query);
        Assert.True(status == 200, $"{status}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    private static async Task<(int Status, string Body)> GetAsync(ChatServer server, string id, string query, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, $"/api/repositories/{id}/search?{query}"));
        if (token is not null)
        {
            request.Headers.Add("DeepWiki-Token", token);
        }

        using var response = await server.Http.SendAsync(request, Token);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    private static IReadOnlyList<JsonElement> Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    private static IReadOnlyList<JsonElement> Lists(JsonElement item) => [.. item.GetProperty("reasons").GetProperty("lists").EnumerateArray()];

    private static IReadOnlyList<JsonElement> Demotions(JsonElement item) => [.. item.GetProperty("reasons").GetProperty("demotions").EnumerateArray()];

    private static IReadOnlyList<string?> Strings(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetString())];

    private static double Score(JsonElement element) => element.GetProperty("score").GetDouble();

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
