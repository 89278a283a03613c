using System.Text;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.Core.Git;

[Trait("Category", "Integration")]
public sealed class GitObjectsTests() : GitTest(new GitOptions { MaxTreeEntries = 1000 })
{
    [Fact]
    public async Task A_tree_is_listed_with_modes_sizes_and_names_as_bytes()
    {
        var repository = Bed.Serve();
        var commit = ObjectId.Parse(repository
            .File("a.txt", "abc").Executable("run.sh", "x").Symlink("link", "/etc/passwd").Submodule("sub", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
            .File("dir/deep/b", "").File([0x66, 0xff], "x"u8.ToArray()).File("new\nline\u202e", "x").File("Ä", "1").File("A\u0308", "2").Commit());

        var entries = await ListAsync(repository, commit);

        var shown = entries.ToDictionary(entry => entry.Path.Shown, entry => (entry.Mode, entry.Size));
        Assert.Equal((EntryMode.File, 3), shown["a.txt"]);
        Assert.Equal((EntryMode.Executable, 1), shown["run.sh"]);
        Assert.Equal((EntryMode.Symlink, 11), shown["link"]);
        Assert.Equal((EntryMode.Submodule, 0), shown["sub"]);
        Assert.Equal((EntryMode.File, 0), shown["dir/deep/b"]);
        Assert.Contains("f\ufffd", shown.Keys);
        Assert.Contains("new<U+000A>line<U+202E>", shown.Keys);
        Assert.Contains("Ä", shown.Keys);
        Assert.Contains("A\u0308", shown.Keys);
        Assert.Equal([0x66, 0xff], entries.Single(entry => !entry.Path.IsUtf8).Path.Bytes.ToArray());
    }

    [Fact]
    public async Task A_tree_with_too_many_entries_is_refused_while_it_is_read()
    {
        var repository = Bed.Serve();
        var id = repository.WriteBlob("x");
        for (var level = 0; level < 10; level++)
        {
            // Ten names for the same thing at every level: ten thousand million files in a few hundred bytes.
            var mode = level == 0 ? "100644" : "40000";
            var below = id;
            id = repository.WriteRawTree([.. Enumerable.Range(0, 10).Select(name => (mode, Encoding.ASCII.GetBytes($"n{name}"), below))]);
        }

        var commit = repository.WriteObject("commit", Encoding.UTF8.GetBytes($"tree {id}\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nBomb\n"));

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => ListAsync(repository, ObjectId.Parse(commit)));
        Assert.Equal(ErrorCode.RepositoryTooLarge, error.Code);
    }

    [Fact]
    public async Task A_tree_of_nothing_but_folders_is_refused_as_well()
    {
        var repository = Bed.Serve();
        var id = repository.WriteRawTree();
        for (var level = 0; level < 30; level++)
        {
            var below = id;
            id = repository.WriteRawTree(("40000", "a"u8.ToArray(), below), ("40000", "b"u8.ToArray(), below));
        }

        var commit = repository.WriteObject("commit", Encoding.UTF8.GetBytes($"tree {id}\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nBomb\n"));

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => ListAsync(repository, ObjectId.Parse(commit)));
        Assert.Equal(ErrorCode.RepositoryTooLarge, error.Code);
    }

    [Fact]
    public async Task Names_beyond_the_limits_are_marked_and_the_rest_is_listed()
    {
        var repository = Bed.Serve();
        var deep = string.Join('/', Enumerable.Repeat("d", 300)) + "/f";
        var commit = ObjectId.Parse(repository.File(deep, "x").File("z", "x").Commit());

        var entries = await ListAsync(repository, commit);

        Assert.Equal([true, false], entries.Select(entry => entry.IsBeyondLimits));
    }

    [Fact]
    public async Task A_commit_that_is_not_there_fails_to_list()
    {
        var repository = Bed.Serve();

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => ListAsync(repository, ObjectId.FromBytes(new byte[20])));
        Assert.Equal(ErrorCode.IndexFailed, error.Code);
    }

    [Fact]
    public async Task Blobs_come_in_the_order_asked_whole_and_no_larger_than_allowed()
    {
        var repository = Bed.Serve();
        var random = new Random(7);
        var requests = new List<BlobRequest>();
        var expected = new List<byte[]?>();
        for (var i = 0; i < 300; i++)
        {
            var content = new byte[random.Next(i % 50 == 0 ? 300_000 : 3_000)];
            random.NextBytes(content);
            repository.File($"f{i}", content);
            requests.Add(new BlobRequest(ObjectId.ForBlob(content, ObjectFormat.Sha1), 100_000));
            expected.Add(content.Length > 100_000 ? null : content);
        }

        var commit = ObjectId.Parse(repository.Commit());
        requests.AddRange([new BlobRequest(ObjectId.FromBytes(new byte[20]), 100), new BlobRequest(commit, 1000), requests[1]]);
        expected.AddRange([null, null, expected[1]]);

        var read = new List<byte[]?>();
        await foreach (var blob in Bed.Objects.ReadBlobsAsync(repository.GitDirectory, requests.ToAsyncEnumerable(), CancellationToken))
        {
            read.Add(blob.Content?.ToArray());
        }

        Assert.Equal(expected, read);
    }

    [Fact]
    public async Task Many_requests_do_not_fill_both_pipes()
    {
        var repository = Bed.Serve();
        var id = ObjectId.Parse(repository.WriteBlob(new string('x', 2000)));

        var count = 0;
        await foreach (var blob in Bed.Objects.ReadBlobsAsync(
            repository.GitDirectory, Enumerable.Repeat(new BlobRequest(id, 5000), 30_000).ToAsyncEnumerable(), CancellationToken))
        {
            count += blob.Content is { Length: 2000 } ? 1 : 0;
        }

        Assert.Equal(30_000, count);
    }

    [Fact]
    public async Task Reading_can_be_left_in_the_middle()
    {
        var repository = Bed.Serve();
        var id = ObjectId.Parse(repository.WriteBlob(new string('x', 100_000)));

        await foreach (var blob in Bed.Objects.ReadBlobsAsync(
            repository.GitDirectory, Enumerable.Repeat(new BlobRequest(id, 200_000), 10_000).ToAsyncEnumerable(), CancellationToken))
        {
            Assert.Equal(100_000, blob.Content?.Length);
            break;
        }
    }

    [Fact]
    public async Task A_commit_is_read_with_its_author_and_subject()
    {
        var repository = Bed.Serve();
        var commit = ObjectId.Parse(repository.File("a", "1").Commit("Add a\n\nMore words"));

        var info = await Bed.Objects.ReadCommitAsync(repository.GitDirectory, commit, CancellationToken);

        Assert.Equal(("Ada", "Add a", 1_700_000_000), (info.Author, info.Subject, info.CommittedAt?.ToUnixTimeSeconds()));
        await Assert.ThrowsAsync<DeepWikiException>(() => Bed.Objects.ReadCommitAsync(repository.GitDirectory, info.Tree, CancellationToken));
    }

    private async Task<List<TreeEntry>> ListAsync(RepositoryBuilder repository, ObjectId commit) =>
        await Bed.Objects.ListTreeAsync(repository.GitDirectory, commit, CancellationToken).ToListAsync(CancellationToken);
}
