using DeepWiki.Core.Git;
using DeepWiki.Core.Git.Objects;
using Microsoft.Extensions.Options;

namespace DeepWiki.Tests.Core.Git;

[Trait("Category", "Integration")]
public sealed class FolderFingerprintTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("deepwiki-fingerprint-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public FolderFingerprintTests()
    {
        Write("a.txt", "one\n");
        Write("below/b.txt", "two\n");
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task An_unchanged_folder_keeps_its_fingerprint()
    {
        var first = await ComputeAsync();
        await File.ReadAllTextAsync(Path.Combine(folder.FullName, "a.txt"), Token);
        Write(".git/index", "whatever");

        Assert.Equal(first, await ComputeAsync());
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("added")]
    [InlineData("deleted")]
    [InlineData("renamed")]
    [InlineData("closed")]
    public async Task A_change_is_seen_at_once(string what)
    {
        var first = await ComputeAsync();
        var file = Path.Combine(folder.FullName, "below/b.txt");

        switch (what)
        {
            case "changed":
                Write("below/b.txt", "TWO\n");
                break;
            case "added":
                File.CreateSymbolicLink(Path.Combine(folder.FullName, "link"), "/nowhere");
                break;
            case "deleted":
                File.Delete(file);
                break;
            case "renamed":
                File.Move(file, Path.Combine(folder.FullName, "below/c.txt"));
                break;
            default:
                File.SetUnixFileMode(file, UnixFileMode.None);
                break;
        }

        Assert.NotEqual(first, await ComputeAsync());
    }

    [Fact]
    public async Task Files_written_again_and_again_never_look_unchanged()
    {
        var seen = new HashSet<ObjectId>();
        for (var i = 0; i < 50; i++)
        {
            Write("a.txt", $"{i:D4}");
            seen.Add(await ComputeAsync());
        }

        Assert.Equal(50, seen.Count);
    }

    private Task<ObjectId> ComputeAsync() =>
        new FolderFingerprint(new FolderWalk(Options.Create(new GitOptions())), TimeProvider.System).ComputeAsync(folder.FullName, Token);

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file) ?? "");
        File.WriteAllText(file, text);
    }
}
