using DeepWiki.Core.Data.Jobs;
using DeepWiki.Indexer.Jobs;
using DeepWiki.Tests.Indexer.Indexing;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Hosting;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.Core.Git;

[Trait("Category", "Integration")]
public sealed class WorkRootTests(IndexingStack stack) : IClassFixture<IndexingStack>
{
    [Fact]
    public async Task A_work_root_over_its_limit_loses_the_longest_unused_directories_and_a_start_sweeps_what_nobody_owns()
    {
        stack.Provider.Embeddings = new ScriptedEmbeddings();
        var root = stack.NewWorkRoot();
        var kept = Path.Combine(root, "worker-0", "repositories");
        string DirectoryOf(int repository) => Path.Combine(kept, $"repository-{repository}");
        Directory.CreateDirectory(DirectoryOf(999_999));
        var ids = new List<int>();
        foreach (var name in (ReadOnlySpan<string>)["trim/first", "trim/second", "trim/third"])
        {
            SampleClasses.AddTo(stack.Serve(name), 3).Commit();
        }

        await using (await stack.StartProgramAsync(("Indexing:WorkRoot", root)))
        {
            foreach (var name in new[] { "trim/first", "trim/second" })
            {
                var repository = await stack.AddAsync(name);
                await stack.IndexAsync(repository);
                ids.Add(repository.Id);
            }
        }

        Assert.Equal([false, true, true], new[] { 999_999, ids[0], ids[1] }.Select(id => Directory.Exists(DirectoryOf(id))));
        var size = new DirectoryInfo(DirectoryOf(ids[1])).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

        // Room for two of three directories of about one size.
        await using (await stack.StartProgramAsync(("Indexing:WorkRoot", root), ("Git:MaxWorkRootBytes", $"{size * 5 / 2}")))
        {
            var repository = await stack.AddAsync("trim/third");
            await stack.IndexAsync(repository);
            ids.Add(repository.Id);
        }

        Assert.Equal([false, true, true], ids.Select(id => Directory.Exists(DirectoryOf(id))));
    }

    [Fact]
    public async Task Jobs_wait_for_a_disk_that_is_full()
    {
        SampleClasses.AddTo(stack.Serve("full/disk"), 3).Commit();
        (string, string)[] full = [("Git:MinFreePercent", "100"), ("Git:MinFreeBytes", $"{1L << 44}"), ("Logging:LogLevel:Default", "Warning")];
        var log = new LogRecorder();
        long job;
        await using (await stack.StartProgramAsync(log, full))
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromMinutes(5));
            job = await stack.EnqueueAsync(await stack.AddAsync("full/disk"));
            while (!log.Entries.Any(entry => entry.Text.Contains("Git:MinFreePercent", StringComparison.Ordinal)))
            {
                await Task.Delay(20, patience.Token);
            }

            Assert.Equal(JobState.Queued, (await stack.WaitAsync(job, _ => true)).State);
        }

        await using var roomy = await stack.StartProgramAsync();
        await stack.SucceedAsync(job);
    }

    [Fact]
    public async Task A_worker_without_git_ends_at_once()
    {
        await using var indexer = stack.StartProcess(stack.NewWorkRoot(), ("PATH", "/nonexistent"));

        Assert.Equal(1, await indexer.ExitAsync());
    }

    [Theory]
    [InlineData("2.39.5", 2, 39)]
    [InlineData("2.45.1.windows.1", 2, 45)]
    [InlineData("2.50 (Apple Git-1)", 2, 50)]
    [InlineData("git", 0, 0)]
    public void The_version_of_git_is_read_however_it_is_written(string text, int major, int minor)
    {
        var version = GitCheck.Parse(text);

        Assert.Equal((major, minor), (version.Major, version.Minor));
    }
}
