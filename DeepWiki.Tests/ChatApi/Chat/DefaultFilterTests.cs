using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Hosting;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>Paths left out by default, as <c>repo.json</c> of the original says: only ChatApi is told, the job tells the Indexer.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class DefaultFilterTests(ChatStack stack)
{
    [Theory]
    [InlineData("""{"file_filters":{"excluded_dirs":["./src/"]}}""", "README.md")]
    [InlineData("""{"file_filters":{"excluded_dirs":[],"excluded_files":["*.md","Queue.*"]}}""", "src/JobRunner.cs")]
    [InlineData("""{"repository":{"max_size_mb":1}}""", "README.md|src/JobRunner.cs|src/Queue.cs")]
    public async Task A_file_says_what_is_left_out_by_default(string file, string expected)
    {
        using var folder = new TestFolder();
        File.WriteAllText(Path.Combine(folder.Path, "repo.json"), file);
        await using var server = await stack.StartAsync(("DEEPWIKI_CONFIG_DIR", folder.Path));

        // With a list of its own each case has an index of its own.
        var question = stack.Local() with { ExcludedDirs = "none-" + expected.Length };
        Assert.Equal(1000, (await server.AskAsync(question.ToJson())).Code);

        var indexed = await stack.Database.ScalarAsync<string>(
            """
            select string_agg(path, '|' order by path collate "C") from files
            where view_id = (select max(view_id) from index_views) and path <> '.env'
            """);
        Assert.Equal(expected, indexed);
    }
}
