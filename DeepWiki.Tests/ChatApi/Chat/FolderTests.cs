using System.Net.Http.Json;
using System.Text.Json;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>A folder without Git is asked about like a repository, and its files as they are now.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class FolderTests : IDisposable
{
    private readonly ChatStack stack;
    private readonly string folder;

    public FolderTests(ChatStack stack)
    {
        this.stack = stack;
        folder = Directory.CreateDirectory(Path.Combine(stack.Folder, "local", "plain-" + Guid.NewGuid().ToString("N"))).FullName;
        Write("README.md", "# Ferry\n\nThe ferry leaves at noon.\n");
        Write("src/Ferry.cs", "namespace Sample;\n\npublic sealed class Ferry\n{\n    public int Seats => 40;\n}\n");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_folder_is_indexed_once_and_anew_when_a_file_has_changed()
    {
        await using var server = await stack.StartAsync();

        var first = await AskAsync(server);
        var again = await AskAsync(server);
        var jobsBefore = await CountJobsAsync();
        Write("README.md", "# Ferry\n\nThe ferry leaves at dusk.\n");
        var changed = await AskAsync(server);

        Assert.Contains("leaves at noon", first);
        Assert.Equal(first.Contains("Seats => 40", StringComparison.Ordinal), again.Contains("Seats => 40", StringComparison.Ordinal));
        Assert.Equal((1L, 2L), (jobsBefore, await CountJobsAsync()));
        Assert.Contains("leaves at dusk", changed);
        Assert.DoesNotContain("leaves at noon", changed);
    }

    [Fact]
    public async Task A_citation_leads_to_the_lines_of_the_file()
    {
        await using var server = await stack.StartAsync();
        server.Provider.Enqueue(ScriptedAnswer.Text("See [src/Ferry.cs:3-5]()."));

        var conversation = await server.AskAsync(Question().ToJson());
        var link = conversation.Text.Split("](")[1].TrimEnd('.', ')');
        var page = await server.Http.GetFromJsonAsync<JsonElement>(link, Token);

        Assert.StartsWith("See [src/Ferry.cs:3-5](/api/repositories/rep_", conversation.Text);
        Assert.EndsWith("&from=3&to=5", link);
        Assert.Equal(
            ["public sealed class Ferry", "{", "    public int Seats => 40;"],
            page.GetProperty("lines").EnumerateArray().Select(line => line.GetString()));
        Assert.Equal(JsonValueKind.String, page.GetProperty("sha256").ValueKind);
    }

    [Fact]
    public async Task A_folder_that_becomes_a_repository_is_read_at_its_commit()
    {
        await using var server = await stack.StartAsync();
        await AskAsync(server);

        Support.Git.RepositoryBuilder.Create(Path.Combine(folder, ".git")).File("README.md", "# Ferry\n\nThe ferry leaves at dawn.\n").Commit();

        Assert.Contains("leaves at dawn", await AskAsync(server));
    }

    private ChatQuestion Question() => new(folder) { Text = "When does the ferry leave?" };

    // What the model was shown.
    private async Task<string> AskAsync(ChatServer server)
    {
        Assert.Equal(1000, (await server.AskAsync(Question().ToJson())).Code);
        return server.Provider.Requests[^1].Body;
    }

    private Task<long> CountJobsAsync() => stack.Database.ScalarAsync<long>(
        $"select count(*) from jobs j join repositories r using (repository_id) where r.path = '{folder}' and j.state = 'succeeded'");

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file) ?? "");
        File.WriteAllText(file, text);
    }
}
