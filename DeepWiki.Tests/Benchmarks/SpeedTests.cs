using DeepWiki.Benchmarks.Corpus;
using DeepWiki.Benchmarks.Speed;
using DeepWiki.Tests.Support.Stores;

namespace DeepWiki.Tests.Benchmarks;

/// <summary>Each verb once, on a tiny repository and real stores. Counts are held; times are not, for this machine has other things to do.</summary>
[Trait("Category", "Integration")]
public sealed class SpeedTests(StoresFixture stores)
{
    private const int Files = 40;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_index_is_measured_against_all_its_floors()
    {
        var report = await new IndexBench(await RunAsync()).RunAsync(Token);

        Assert.Equal(Files, report.Counts["files"]);
        Assert.Equal(report.Counts["chunks"], report.Counts["embeddings"]);
        Assert.All(report.Figures, figure => Assert.NotEmpty(figure.Values));
        Assert.Contains(report.Figures, figure => figure.Name == "ctags floor" && figure.Median > 0);
        Assert.Equal(["P7", "P7", "P11"], report.Goals.Select(goal => goal.Number));
    }

    [Fact]
    public async Task An_update_embeds_what_changed_and_nothing_else()
    {
        using var bench = new UpdateBench(await RunAsync());

        var report = await bench.RunAsync(Token);

        Assert.Equal(report.Counts["changed chunks of the last commit"], report.Counts["inputs embedded for it"]);
        Assert.InRange(report.Counts["changed chunks of the last commit"], 1, 5);
        Assert.Equal(0, report.Counts["embeddings without new text"]);
        Assert.Equal(0, report.Counts["chunk rows without new text"]);
    }

    [Fact]
    public async Task A_crowd_changes_no_answer()
    {
        var report = await new RetrieveBench(await RunAsync(), crowd: 6, questionCount: 8).RunAsync(Token);

        Assert.Equal(6, report.Counts["repositories in the crowd"]);
        Assert.True(report.Counts["chunks in the crowd"] > 2 * report.Counts["chunks"]);
        Assert.Equal(0, report.Counts["questions whose first files differ in the crowd"]);
        Assert.Contains(report.Goals, goal => goal.Number == "P6");
    }

    [Fact]
    public async Task Nothing_stays_of_a_repository_that_is_deleted()
    {
        var run = await RunAsync();
        using var repository = await run.OpenRepositoryAsync(Token);
        await using var host = await run.StartHostAsync(repository, Token);
        await host.IndexFolderAsync(repository.GitDirectory, Token);

        await host.ExecuteAsync("delete from repositories", Token);

        foreach (var table in (string[])
                ["files", "series_blobs", "chunks", "lexical", "embeddings", "symbols", "imports", "symbol_words", "path_words", "term_statistics",
                    "term_deltas"])
        {
            Assert.Equal(0, await host.CountAsync($"select count(*) from {table}", Token));
        }
    }

    [Fact]
    public async Task A_local_repository_is_copied_at_its_head()
    {
        using var original = await BenchRepository.GenerateAsync(5, 3, Token);
        using var copy = await BenchRepository.CopyAsync(original.GitDirectory, Token);
        var file = GeneratedCorpus.File(2, 3);

        await copy.CommitAsync([file with { Text = "changed\n" }], Token);

        Assert.Equal(file.Text.TrimEnd('\n'), await original.ReadAsync(file.Path, Token));
        Assert.Equal("changed", await copy.ReadAsync(file.Path, Token));
    }

    [Fact]
    public async Task Micro_benchmarks_run()
    {
        var folder = Directory.CreateTempSubdirectory("deepwiki-micro-");

        var exit = await BenchCommands.Root().Parse(["micro", "--dry", "--artifacts", folder.FullName]).InvokeAsync(null, Token);

        Assert.Equal(0, exit);
        Assert.Equal(5, Directory.GetFiles(folder.FullName, "*-report-github.md", SearchOption.AllDirectories).Length);
        folder.Delete(recursive: true);
    }

    private async Task<BenchRun> RunAsync() =>
        new(new BenchOptions(1, null, Files, 1), await stores.PostgresAsync(), await stores.RedisAsync(), static _ => { });
}
