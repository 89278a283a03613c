using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Indexer.Indexing.Files;
using Microsoft.Extensions.Options;

namespace DeepWiki.Tests.Indexer.Indexing.Files;

[Trait("Category", "Integration")]
public sealed class FolderFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("deepwiki-folder-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_folder_reads_like_the_tree_of_a_commit_and_no_link_is_followed()
    {
        Write("b/two.txt", "two\n");
        Write("a.txt", "one\n");
        Write(".git/config", "no\n");
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "link"), "/etc/hostname");
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "loop"), folder.FullName);
        var files = Files();

        var entries = await files.ListAsync(folder.FullName, Token).ToListAsync(Token);

        Assert.Equal(["a.txt", "b/two.txt", "link", "loop"], entries.Select(entry => entry.Path.Shown).Order(StringComparer.Ordinal));
        Assert.Equal(2, entries.Count(entry => entry.Mode == EntryMode.Symlink));
        var one = entries.Single(entry => entry.Path.Shown == "a.txt");
        Assert.Equal(ObjectId.ForBlob("one\n"u8, ObjectFormat.Sha1), one.Id);
        Assert.Equal("one\n"u8.ToArray(), await files.ReadAsync(folder.FullName, one, Token));
        Assert.Null(await files.ReadAsync(folder.FullName, entries.First(entry => entry.Mode == EntryMode.Symlink), Token));
    }

    [Fact]
    public async Task A_file_that_changed_since_it_was_listed_is_not_read()
    {
        Write("a.txt", "one\n");
        var files = Files();
        var entry = await files.ListAsync(folder.FullName, Token).SingleAsync(Token);
        Write("a.txt", "two\n");

        Assert.Null(await files.ReadAsync(folder.FullName, entry, Token));
    }

    [Fact]
    public async Task A_folder_of_too_many_files_is_refused()
    {
        for (var i = 0; i < 5; i++)
        {
            Write($"{i}.txt", "x\n");
        }

        var error = await Assert.ThrowsAsync<DeepWikiException>(
            async () => await Files(new GitOptions { MaxTreeEntries = 4 }).ListAsync(folder.FullName, Token).CountAsync(Token));

        Assert.Equal(ErrorCode.RepositoryTooLarge, error.Code);
    }

    private static FolderFiles Files(GitOptions? options = null) => new(new FolderWalk(Options.Create(options ?? new GitOptions())), FileLimits.Default);

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file) ?? "");
        File.WriteAllText(file, text);
    }
}
