using System.Globalization;
using System.Text;
using DeepWiki.Tests.Fakes.Git;

namespace DeepWiki.Tests.Integration.Indexing;

/// <summary>The Indexer streams: what it holds does not depend on how large the repository is.</summary>
[Trait("Category", "Integration")]
public sealed class MemoryTests(IndexingStack stack) : IClassFixture<IndexingStack>
{
    private const long Megabyte = 1L << 20;

    private static readonly (string, string)[] Local = [("DEEPWIKI_EMBEDDER_TYPE", "local")];

    [Fact]
    [Trait("Req", "R1")]
    public async Task Ten_times_the_files_take_hardly_more_memory()
    {
        var small = await PeakAsync("files/1000", 1_000);
        var large = await PeakAsync("files/10000", 10_000);

        TestContext.Current.TestOutputHelper?.WriteLine($"Peak with 1,000 files {small / Megabyte} MB, with 10,000 files {large / Megabyte} MB");
        Assert.InRange(large, 0, 400 * Megabyte);
        Assert.InRange(large, 0, small * 8 / 5);
    }

    private async Task<long> PeakAsync(string name, int files)
    {
        Fill(stack.Serve(name), files).Commit();
        var repository = await stack.AddAsync(name);
        await using var indexer = stack.StartProcess(stack.NewWorkRoot(), Local);
        var report = await stack.IndexAsync(repository, IndexingStack.LocalProfile);
        Assert.Equal(files, report.Files);
        return indexer.PeakMemory();
    }

    private static RepositoryBuilder Fill(RepositoryBuilder git, int files)
    {
        var random = new Random(11);
        for (var i = 0; i < files; i++)
        {
            var text = new StringBuilder($"namespace Area{i % 97};\n\n/// <summary>Part {i} of the whole.</summary>\npublic sealed class Part{i}\n{{\n");
            for (var member = 0; member < random.Next(2, 30); member++)
            {
                text.Append(CultureInfo.InvariantCulture, $"    /// <summary>Member {member}.</summary>\n    public int Compute{random.Next(5_000)}(int given{random.Next(500)})\n    {{\n        return given + {random.Next()};\n    }}\n\n");
            }

            git.File($"src/area{i % 97}/Part{i}.cs", text.Append("}\n").ToString());
        }

        return git;
    }
}
