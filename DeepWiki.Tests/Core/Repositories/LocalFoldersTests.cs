using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using Microsoft.Extensions.Options;

namespace DeepWiki.Tests.Core.Repositories;

[Trait("Category", "Security")]
public sealed class LocalFoldersTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("deepwiki-folders-");
    private readonly string root;
    private readonly LocalFolders folders;

    public LocalFoldersTests()
    {
        root = Make("repo");
        Make("repo/inside/deeper");
        Make("repo-evil/x");
        Make("outside/x");
        folders = new LocalFolders(Options.Create(new RepositoriesOptions { LocalRoots = [Path.Combine(folder.FullName, "root-link")] }));
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "root-link"), "repo");
        Directory.CreateSymbolicLink(Path.Combine(root, "to-inside"), "inside/../inside");
        Directory.CreateSymbolicLink(Path.Combine(root, "to-outside"), "../outside");
        Directory.CreateSymbolicLink(Path.Combine(root, "to-root"), "/");
        Directory.CreateSymbolicLink(Path.Combine(root, "loop"), "loop");
        File.WriteAllText(Path.Combine(root, "file"), "");
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("repo")]
    [InlineData("repo/inside")]
    [InlineData("repo/inside/../inside/deeper")]
    [InlineData("repo/to-inside")]
    [InlineData("root-link/inside")]
    public void Opens_folders_below_a_root_by_their_resolved_path(string name)
    {
        var resolved = folders.Resolve(Address(name));

        Assert.StartsWith(root, resolved.Folder, StringComparison.Ordinal);
        Assert.DoesNotContain("to-inside", resolved.Folder, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("repo-evil")]
    [InlineData("repo-evil/x")]
    [InlineData("outside")]
    [InlineData("missing")]
    [InlineData("repo/missing")]
    [InlineData("repo/to-outside")]
    [InlineData("repo/to-outside/x")]
    [InlineData("repo/to-root/etc")]
    [InlineData("repo/loop")]
    [InlineData("repo/file")]
    [InlineData("repo/../outside")]
    [InlineData("")]
    public void Missing_and_outside_look_the_same(string name)
    {
        var error = Assert.Throws<DeepWikiException>(() => folders.Resolve(Address(name)));

        Assert.Equal((ErrorCode.DirectoryNotFound, "Directory not found"), (error.Code, error.Message));
    }

    private RepositoryAddress Address(string name) => RepositoryAddress.Parse(Path.Combine(folder.FullName, name), RepositoryKind.Local);

    private string Make(string name) => Directory.CreateDirectory(Path.Combine(folder.FullName, name)).FullName;
}
