using System.Text;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.Core.Git;

[Trait("Category", "Integration")]
public sealed class GitMalformedTreeTests() : GitTest(new GitOptions { ResolveTimeoutSeconds = 120 })
{
    [Theory]
    [InlineData("..")]
    [InlineData(".git")]
    [InlineData(".GIT")]
    [InlineData("git~1")]
    [InlineData(".")]
    [InlineData("a/b")]
    public async Task A_tree_with_a_name_that_escapes_is_refused(string name)
    {
        var repository = Bed.Serve();
        repository.CommitRawTree(("100644", Encoding.UTF8.GetBytes(name), repository.WriteBlob("x")));

        await RefusesAsync();
    }

    [Fact]
    public async Task A_tree_with_doubled_or_unsorted_entries_is_refused()
    {
        var repository = Bed.Serve();
        var blob = repository.WriteBlob("x");
        repository.CommitRawTree(("100644", "a"u8.ToArray(), blob), ("100644", "a"u8.ToArray(), blob));
        await RefusesAsync();

        repository.CommitRawTree(("100644", "b"u8.ToArray(), blob), ("100644", "a"u8.ToArray(), blob));
        await RefusesAsync();
    }

    [Fact]
    public async Task Old_and_sloppy_repositories_are_read()
    {
        var repository = Bed.Serve();
        var blob = repository.WriteBlob("x");
        var tree = repository.WriteRawTree(
            ("100644", ".gitmodules"u8.ToArray(), repository.WriteBlob("[submodule \"x\"]\n\tpath = -x\n\turl = -u\n")), ("100664", "a"u8.ToArray(), blob));
        var commit = repository.WriteObject(
            "commit", Encoding.UTF8.GetBytes($"tree {tree}\nauthor A <a@x>1 +0000\ncommitter A <a@x> 1 +051800\n\nOld\n"));
        repository.Reference("refs/heads/main", commit);

        var fetched = await Bed.FetchAsync();

        Assert.Equal("x", await ReadAsync(fetched, "a"));
    }

    private async Task RefusesAsync()
    {
        var error = await Assert.ThrowsAsync<DeepWikiException>(() => Bed.FetchAsync());
        Assert.True(error.Code == ErrorCode.IndexFailed, $"{error.Code}: {error.Message}");
    }

    private async Task<string?> ReadAsync(ObjectId commit, string path)
    {
        var entries = await Bed.Objects.ListTreeAsync(Bed.GitDirectory, commit, CancellationToken).ToListAsync(CancellationToken);
        var content = await Bed.Objects.ReadBlobAsync(Bed.GitDirectory, entries.Single(entry => entry.Path.Shown == path).Id, 1000, CancellationToken);

        return content is null ? null : Encoding.UTF8.GetString(content);
    }
}
