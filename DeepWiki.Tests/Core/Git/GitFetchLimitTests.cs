using System.Text;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.Core.Git;

/// <summary>Limits of a fetch: too much is not fetched, nor is what is not wanted.</summary>
[Trait("Category", "Integration")]
public sealed class GitFetchLimitTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fetch_onto_a_full_disk_is_refused()
    {
        await using var bed = await GitTestBed.CreateAsync(new GitOptions { MinFreePercent = 100, MinFreeBytes = long.MaxValue });
        bed.Serve().File("a", "b").Commit();

        Assert.Equal(ErrorCode.RepositoryTooLarge, (await Assert.ThrowsAsync<DeepWikiException>(() => bed.FetchAsync())).Code);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Large_blobs_stay_at_a_host_that_can_leave_them_out(bool sha256, bool canFilter)
    {
        await using var bed = await GitTestBed.CreateAsync(new GitOptions { MaxBlobBytes = 1000 });
        var content = new byte[300_000];
        new Random(1).NextBytes(content);
        var origin = bed.Serve(sha256: sha256).File("large.bin", content).File("exact.txt", new string('x', 1000)).File("small.txt", "one\n");
        origin.Commit();
        GitCommandLine.Run(origin.GitDirectory, null, "config", "uploadpack.allowFilter", canFilter ? "true" : "false");

        await bed.FetchAsync();
        origin.File("small.txt", "two\n").Commit();
        var commit = await bed.FetchAsync();
        var entries = await bed.Objects.ListTreeAsync(bed.GitDirectory, commit, CancellationToken).ToListAsync(CancellationToken);
        var wanted = entries.Where(entry => entry.Size <= 1000).Select(entry => new BlobRequest(entry.Id, 1000)).ToAsyncEnumerable();
        var read = await bed.Objects.ReadBlobsAsync(bed.GitDirectory, wanted, CancellationToken)
            .Select(blob => Encoding.UTF8.GetString((blob.Content ?? default).Span)).ToListAsync(CancellationToken);

        Assert.Equal(
            [("exact.txt", 1000), ("large.bin", canFilter ? long.MaxValue : content.Length), ("small.txt", 4)],
            entries.Select(entry => (entry.Path.Shown, entry.Size)));
        Assert.Equal([new string('x', 1000), "two\n"], read);
        var stored = new DirectoryInfo(bed.GitDirectory).EnumerateFiles("*.pack", SearchOption.AllDirectories).Sum(file => file.Length);
        Assert.True(canFilter ? stored < 10_000 : stored > 300_000, $"{stored} bytes");
    }

    [Fact]
    public async Task A_repository_over_the_limit_is_refused()
    {
        await using var bed = await GitTestBed.CreateAsync(new GitOptions { MaxDirectoryBytes = 100_000 });
        var content = new byte[400_000];
        new Random(1).NextBytes(content);
        bed.Serve().File("a", content).Commit();

        Assert.Equal(ErrorCode.RepositoryTooLarge, (await Assert.ThrowsAsync<DeepWikiException>(() => bed.FetchAsync())).Code);
    }
}
