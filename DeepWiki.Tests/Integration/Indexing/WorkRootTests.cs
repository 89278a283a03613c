using DeepWiki.Tests.Fakes.Providers;

namespace DeepWiki.Tests.Integration.Indexing;

[Trait("Category", "Integration")]
public sealed class WorkRootTests(IndexingStack stack) : IClassFixture<IndexingStack>
{
    [Fact]
    [Trait("Req", "G13")]
    public async Task A_work_root_over_its_limit_loses_the_longest_unused_directories_and_a_start_sweeps_what_nobody_owns()
    {
        stack.Provider.Embeddings = new ScriptedEmbeddings();
        var root = stack.NewWorkRoot();
        var kept = Path.Combine(root, "worker-0", "repositories");
        string Of(int repository) => Path.Combine(kept, $"repository-{repository}");
        Directory.CreateDirectory(Of(999_999));
        var ids = new List<int>();
        foreach (var name in (ReadOnlySpan<string>)["trim/first", "trim/second", "trim/third"])
        {
            PipelineTests.Sources(stack.Serve(name), 3).Commit();
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

        Assert.Equal((false, true, true), (Directory.Exists(Of(999_999)), Directory.Exists(Of(ids[0])), Directory.Exists(Of(ids[1]))));
        var size = new DirectoryInfo(Of(ids[1])).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

        // Room for two of three directories of about one size.
        await using (await stack.StartProgramAsync(("Indexing:WorkRoot", root), ("Git:MaxRootBytes", $"{size * 5 / 2}")))
        {
            var repository = await stack.AddAsync("trim/third");
            await stack.IndexAsync(repository);
            ids.Add(repository.Id);
        }

        Assert.Equal([false, true, true], ids.Select(id => Directory.Exists(Of(id))));
    }
}
