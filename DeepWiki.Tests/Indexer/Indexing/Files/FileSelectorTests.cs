using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.Repositories;
using DeepWiki.Indexer.Indexing.Files;

namespace DeepWiki.Tests.Indexer.Indexing.Files;

[Trait("Category", "Unit")]
public sealed class FileSelectorTests
{
    private static readonly ObjectId Id = ObjectId.ForBlob("x"u8, ObjectFormat.Sha1);

    [Theory]
    [InlineData("src/a.cs", EntryMode.File, 10, null)]
    [InlineData("bin/tool", EntryMode.Executable, 10, SkipReason.Filtered)]
    [InlineData("tool", EntryMode.Executable, 10, null)]
    [InlineData("link", EntryMode.Symlink, 10, SkipReason.Symlink)]
    [InlineData("module", EntryMode.Submodule, 0, SkipReason.Submodule)]
    [InlineData("odd", EntryMode.Other, 10, SkipReason.Filtered)]
    [InlineData("empty.txt", EntryMode.File, 0, SkipReason.Empty)]
    [InlineData("big.txt", EntryMode.File, (256 * 1024) + 1, SkipReason.TooLarge)]
    [InlineData("big.ipynb", EntryMode.File, 2 * 1024 * 1024, null)]
    [InlineData("web/package-lock.json", EntryMode.File, 10, SkipReason.LockFile)]
    [InlineData("go.sum", EntryMode.File, 10, SkipReason.LockFile)]
    [InlineData("node_modules/a/index.js", EntryMode.File, 10, SkipReason.Filtered)]
    [InlineData("a/.git/config", EntryMode.File, 10, SkipReason.Filtered)]
    [InlineData("keys/id_rsa", EntryMode.File, 10, SkipReason.Filtered)]
    [InlineData("server.pem", EntryMode.File, 10, SkipReason.Filtered)]
    [InlineData(".env.production", EntryMode.File, 10, SkipReason.Filtered)]
    [InlineData("Model.g.cs", EntryMode.File, 10, SkipReason.Generated)]
    [InlineData("api.pb.go", EntryMode.File, 10, SkipReason.Generated)]
    internal void An_entry_is_read_or_has_a_reason(string path, EntryMode mode, long size, SkipReason? expected)
    {
        var selector = new FileSelector(FileFilter.Default, FileLimits.Default);

        Assert.Equal(expected, selector.Decide(new TreeEntry(new TreePath(path), mode, Id, size)));
    }

    [Fact]
    public void A_path_beyond_the_limits_is_left_out()
    {
        var selector = new FileSelector(FileFilter.Default, FileLimits.Default);

        Assert.Equal(SkipReason.TooLarge, selector.Decide(new TreeEntry(new TreePath("a"), EntryMode.File, Id, 1) { IsBeyondLimits = true }));
    }

    [Fact]
    public void Key_files_stay_out_even_when_they_are_included()
    {
        var selector = new FileSelector(FileFilter.Create([], [], ["keys"], []), FileLimits.Default);

        Assert.Equal(SkipReason.Filtered, selector.Decide(new TreeEntry(new TreePath("keys/id_ed25519"), EntryMode.File, Id, 1)));
        Assert.Null(selector.Decide(new TreeEntry(new TreePath("keys/readme.md"), EntryMode.File, Id, 1)));
    }
}
