using System.Text.Json.Nodes;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>Everything a person does in the published web client, from the first page to the last, step by step.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class LegacyFlowTests(ChatStack stack)
{
    private const string ScriptedOutline =
        """
        Here it is:
        ```xml
        <wiki_structure version="1">
          <title>Runner & friends</title>
          <description>Runs jobs when attempts < 3.</description>
          <pages>
            <page id="page-1"><title>How jobs run</title><importance>high</importance>
              <relevant_files><file_path>src/JobRunner.cs</file_path><file_path>src/Gone.cs</file_path></relevant_files>
              <related_pages><related>page-9</related></related_pages></page>
            <page id="page-1"><title>The queue</title><importance>urgent</importance>
              <relevant_files><file_path>src/Queue.cs</file_path></relevant_files></page>
          </pages>
        </wiki_structure>
        ```
        """;

    private static readonly ScriptedAnswer ScriptedPage = ScriptedAnswer.Text(
        "# Something else\n\nJobs run.\n\n```mermaid\ngraph LR\n  A[Runner (main)] --> B[Queue]\n```\n\nSources: [src/JobRunner.cs:4-6](), "
            + "[src/Gone.cs:1-2]()\n");

    [Theory]
    [InlineData("local")]
    [InlineData("openai")]
    public async Task The_whole_way_from_home_to_delete(string provider)
    {
        await using var server = await stack.StartAsync();
        var folder = CheckOut($"flow-{provider}");
        var client = new LegacyClient(server, folder, "local", provider, name: $"flow-{provider}");
        await VisitHomeAsync(client, provider);

        var source = await client.GetAsync($"/local_repo/structure?path={Uri.EscapeDataString(folder)}");
        var (tree, readme) = ((string)source["file_tree"]!, (string)source["readme"]!); // The names are the contract.
        Assert.Equal("README.md\nsrc/JobRunner.cs\nsrc/Queue.cs", tree);
        Assert.StartsWith("# Runner", readme, StringComparison.Ordinal);
        Assert.Null(await client.LoadAsync());

        server.Provider.Enqueue(ScriptedAnswer.Text(ScriptedOutline));
        var outline = await client.OutlineAsync(tree, readme, isComprehensive: true);
        var ids = CheckOutline(outline, tree.Split('\n'));

        var pages = new JsonObject();
        foreach (var page in outline["pages"]!.AsArray())
        {
            server.Provider.Enqueue(ScriptedPage);
            var content = await client.PageAsync(page!); // Set by the client itself.
            CheckPage(content, (string)page!["title"]!);
            Assert.All(page["filePaths"]!.AsArray(), path => Assert.Contains($"\n- [{path}](", content, StringComparison.Ordinal));
            var written = page!.DeepClone();
            written["content"] = content;
            pages[(string)page["id"]!] = written;
        }

        Assert.Equal(1 + ids.Count, client.Closes.Count);
        await client.SaveAsync(outline, pages);
        var asked = server.Provider.Requests.Count;
        var loaded = await client.LoadAsync();
        Assert.Equal(asked, server.Provider.Requests.Count);
        Assert.Equal(outline["pages"]!.ToJsonString(), loaded?["wiki_structure"]?["pages"]?.ToJsonString());
        Assert.Equal(ids.Order(StringComparer.Ordinal), loaded?["generated_pages"]?.AsObject().Select(page => page.Key).Order(StringComparer.Ordinal));
        Assert.Equal(folder, (string?)loaded?["repo"]?["localPath"]);

        await AskAsync(client, server, provider);
        await ResearchAsync(client, server);
        await ExportAsync(client, new JsonArray([.. pages.Select(page => page.Value?.DeepClone())]));

        var project = Assert.Single(await ListedAsync(client, provider));
        Assert.Equal(($"deepwiki_cache_local_local_flow-{provider}_en.json", $"local/flow-{provider}"), ((string?)project?["id"], (string?)project?["name"]));
        Assert.Equal((200, $"{{\"message\":\"Wiki cache for local/flow-{provider} (en) deleted successfully\"}}"), await client.DeleteAsync());
        Assert.Null(await client.LoadAsync());
        Assert.Empty(await ListedAsync(client, provider));
        Assert.All(client.Closes, code => Assert.Equal(1000, code));
        Assert.Empty(server.Log.Entries);
    }

    [Fact]
    public async Task A_request_of_300_000_characters_is_taken()
    {
        await using var server = await stack.StartAsync();
        var client = new LegacyClient(server, stack.LocalPath, "local", "local");
        var tree = string.Join('\n', Enumerable.Range(0, 12_000).Select(i => $"src/generated/File{i:00000}.cs"));

        var outline = await client.OutlineAsync(tree, "# Runner", isComprehensive: false);

        Assert.True(tree.Length > 300_000);
        CheckOutline(outline, ["README.md", "src/JobRunner.cs", "src/Queue.cs"]);
    }

    [Fact]
    public async Task A_missing_folder_is_reported_by_the_tree_and_by_the_chat()
    {
        await using var server = await stack.StartAsync();
        var missing = Path.Combine(stack.Folder, "local", "missing");
        using var response = await server.Http.GetAsync($"/local_repo/structure?path={Uri.EscapeDataString(missing)}", TestContext.Current.CancellationToken);

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Equal($"{{\"error\":\"Directory not found: {missing}\"}}", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Error preparing retriever: Directory not found", await new LegacyClient(server, missing, "local", "local").AskAsync(("user", "Why?")));
    }

    [Fact]
    public async Task An_outline_that_cannot_be_read_is_asked_for_once_more_and_then_made_from_the_index()
    {
        await using var server = await stack.StartAsync();
        server.Provider.Chat = ScriptedAnswer.Text("I cannot do that.");
        var client = new LegacyClient(server, stack.LocalPath, "local", "openai");

        var outline = await client.OutlineAsync("README.md", "", isComprehensive: true);

        Assert.Equal(2, server.Provider.Requests.Count);
        CheckOutline(outline, ["README.md", "src/JobRunner.cs", "src/Queue.cs"]);
    }

    [Theory]
    [InlineData("# Jobs\n")]
    [InlineData("<details>\n- a\n- b\n")]
    public async Task A_model_that_writes_no_page_has_failed(string answer)
    {
        await using var server = await stack.StartAsync();
        server.Provider.Chat = ScriptedAnswer.Text(answer);
        var client = new LegacyClient(server, stack.LocalPath, "local", "openai");

        var page = await client.PageAsync(JsonNode.Parse("""{"title":"Jobs","filePaths":["src/JobRunner.cs"]}""")!); // Text of an object.

        Assert.StartsWith("\nError with Openai API: The model wrote no page.", page, StringComparison.Ordinal);
        Assert.Equal([1011], client.Closes);
    }

    [Theory]
    [InlineData("local")]
    [InlineData("openai")]
    public async Task Slides_and_workshops_have_the_shape_the_client_reads(string provider)
    {
        await using var server = await stack.StartAsync();
        var client = new LegacyClient(server, stack.LocalPath, "local", provider);
        server.Provider.Enqueue(
            ScriptedAnswer.Text("1. Jobs: what runs\n2. Queue: what waits"),
            ScriptedAnswer.Text("<div class=\"slide\"><h1>Jobs [1]</h1></div>"),
            ScriptedAnswer.Text("# Runner Workshop\n\n## Exercise 1\n[src/JobRunner.cs:4-6]()"));

        var list = await client.AskAsync(("user", "I need a numbered list of slide titles about the runner."));
        var slide = await client.AskAsync(("user", "Create a slide with the title \"Jobs\".\nLike <div class=\"slide\"></div>."));
        var workshop = await client.AskAsync(("user", "Create a workshop on the runner. " + new string(' ', 500) + "Begin."));

        Assert.Matches(@"^1\. .+: .+\n2\. .+: .+", list);
        Assert.StartsWith("<div class=\"slide\">", slide.Trim(), StringComparison.Ordinal);
        Assert.Contains("# ", workshop, StringComparison.Ordinal);
        Assert.Contains("](/api/repositories/rep_", workshop, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_request_gives_the_same_bytes()
    {
        await using var server = await stack.StartAsync();
        var client = new LegacyClient(server, stack.LocalPath, "local", "local");
        var page = JsonNode.Parse("""{"title":"Jobs","filePaths":["src/JobRunner.cs"]}""")!; // Text of an object.

        Assert.Equal(await client.PageAsync(page), await client.PageAsync(page));
        Assert.Equal((await client.OutlineAsync("a", "b", true)).ToJsonString(), (await client.OutlineAsync("a", "b", true)).ToJsonString());
    }

    /// <summary>The lines of the list that are of this flow; other tests save wikis too.</summary>
    private static async Task<IReadOnlyList<JsonNode?>> ListedAsync(LegacyClient client, string provider) =>
        [.. (await client.GetAsync("/api/processed_projects")).AsArray().Where(project => (string?)project?["repo"] == $"flow-{provider}")];

    /// <summary>The sample as people have it: files in a folder, and beside them what git keeps.</summary>
    private string CheckOut(string name)
    {
        var folder = Path.Combine(stack.Folder, "local", name);
        var repository = ChatStack.FillSample(RepositoryBuilder.Create(Path.Combine(folder, ".git")));
        repository.Commit();
        repository.CheckOut(folder);
        return folder;
    }

    private static async Task VisitHomeAsync(LegacyClient client, string provider)
    {
        var languages = await client.GetAsync("/lang/config");
        Assert.Equal("en", (string?)languages["default"]);
        Assert.Equal(10, languages["supported_languages"]?.AsObject().Count);
        Assert.False((bool?)(await client.GetAsync("/auth/status"))["auth_required"]);
        var providers = (await client.GetAsync("/models/config"))["providers"]?.AsArray() ?? [];
        Assert.Contains(providers, offered => (string?)offered?["id"] == provider && offered?["models"]?.AsArray().Count > 0);
    }

    private static List<string> CheckOutline(JsonObject outline, IReadOnlyList<string> files)
    {
        var pages = outline["pages"]!.AsArray(); // Set by the client.
        var ids = pages.Select(page => (string)page!["id"]!).ToList();
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(pages, page =>
        {
            Assert.False(string.IsNullOrWhiteSpace((string?)page!["title"]));
            Assert.Contains((string?)page["importance"], (string[])["high", "medium", "low"]);
            Assert.All(page["filePaths"]!.AsArray(), path => Assert.Contains((string?)path, files));
            Assert.All(page["relatedPages"]!.AsArray(), id => Assert.Contains((string?)id, ids));
        });
        var sections = outline["sections"]!.AsArray();
        if (sections.Count > 0)
        {
            Assert.Equal(
                ids.Order(StringComparer.Ordinal),
                sections.SelectMany(section => section!["pages"]!.AsArray()).Select(id => (string?)id).Order(StringComparer.Ordinal));
        }

        return ids;
    }

    private static void CheckPage(string content, string title)
    {
        Assert.StartsWith("<details>\n<summary>Relevant source files</summary>", content, StringComparison.Ordinal);
        Assert.Contains($"\n# {title}\n", content, StringComparison.Ordinal);
        Assert.DoesNotContain("]()", content, StringComparison.Ordinal);
        Assert.DoesNotContain("graph LR", content, StringComparison.Ordinal);
        Assert.DoesNotContain("Gone.cs", content, StringComparison.Ordinal);
        Assert.DoesNotContain("Error", content, StringComparison.Ordinal);
    }

    private static async Task AskAsync(LegacyClient client, ChatServer server, string provider)
    {
        server.Provider.Enqueue(
            ScriptedAnswer.Text("Up to three times [src/JobRunner.cs:6-6]()."), ScriptedAnswer.Text("Up to three times [src/JobRunner.cs:6-6]()."));
        var overSocket = await client.AskAsync(("user", "How often is a failed job tried again?"));
        var overHttp = await client.AskOverHttpAsync(("user", "How often is a failed job tried again?"));

        Assert.Equal(overSocket, overHttp);
        Assert.Matches(@"\[src/JobRunner\.cs:\d+-\d+\]\(/api/repositories/rep_", overSocket);
        Assert.Equal(provider == "local", !overSocket.StartsWith("Up to", StringComparison.Ordinal));
    }

    private static async Task ResearchAsync(LegacyClient client, ChatServer server)
    {
        for (var round = 1; round <= 5; round++)
        {
            server.Provider.Enqueue(ScriptedAnswer.Text($"Finding {round} [src/JobRunner.cs:{round + 3}-{round + 3}](). In conclusion, it retries."));
        }

        var rounds = await client.ResearchAsync("How does the runner continue after a failed job?");

        Assert.Equal(
            ["## Research Plan", "## Research Update 2", "## Research Update 3", "## Research Update 4", "## Final Conclusion"],
            rounds.Select(round => round.Split('\n')[0]));
        Assert.Equal(4, rounds.Count(round => round.Contains("## Next Steps", StringComparison.Ordinal)));
    }

    private static async Task ExportAsync(LegacyClient client, JsonArray pages)
    {
        var markdown = await client.ExportAsync(pages, "markdown");
        var json = await client.ExportAsync(pages, "json");

        Assert.Matches(@"^flow-\w+_wiki_\d{8}_\d{6}\.md$", markdown.FileName);
        Assert.Matches(@"^flow-\w+_wiki_\d{8}_\d{6}\.json$", json.FileName);
        Assert.StartsWith("# Wiki Documentation for ", markdown.Text, StringComparison.Ordinal);
        Assert.Equal(pages.Count, (int?)JsonNode.Parse(json.Text)?["metadata"]?["page_count"]);
    }
}
