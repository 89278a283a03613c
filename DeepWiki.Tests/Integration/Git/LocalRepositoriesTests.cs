using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Tests.Fakes.Git;

namespace DeepWiki.Tests.Integration.Git;

[Trait("Category", "Integration")]
[Trait("Req", "U12")]
public sealed class LocalRepositoriesTests : IAsyncLifetime
{
    private GitTestBed? created;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    // Set by InitializeAsync, which runs before every test.
    private GitTestBed Bed => created!;

    public async ValueTask InitializeAsync() => created = await GitTestBed.CreateAsync();

    public async ValueTask DisposeAsync() => await Bed.DisposeAsync();

    [Fact]
    public async Task A_working_copy_is_read_in_place()
    {
        var commit = MakeWorkingCopy("copy");

        var repository = await OpenAsync("copy");

        Assert.Equal(commit, repository?.Commit.ToString());
        Assert.Equal(["a"], await NamesAsync(repository));
    }

    [Fact]
    public async Task A_bare_repository_is_read_in_place()
    {
        var commit = RepositoryBuilder.Create(Path.Combine(Bed.Folder, "bare.git")).File("a", "1").Commit();

        Assert.Equal(commit, (await OpenAsync("bare.git"))?.Commit.ToString());
    }

    [Fact]
    public async Task A_linked_worktree_is_read_at_its_own_head()
    {
        MakeWorkingCopy("copy");
        GitCommandLine.Run(Path.Combine(Bed.Folder, "copy"), null, "worktree", "add", "--quiet", "-b", "topic", "../linked");
        File.WriteAllText(Path.Combine(Bed.Folder, "linked", "b"), "2");
        GitCommandLine.Run(Path.Combine(Bed.Folder, "linked"), null, "add", "b");
        GitCommandLine.Run(Path.Combine(Bed.Folder, "linked"), null, "commit", "--quiet", "-m", "b");

        var repository = await OpenAsync("linked");

        Assert.Equal(["a", "b"], await NamesAsync(repository));
    }

    [Fact]
    public async Task A_branch_can_be_named()
    {
        var commit = MakeWorkingCopy("copy");
        GitCommandLine.Run(Path.Combine(Bed.Folder, "copy"), null, "branch", "other");

        var resolved = Bed.Folders.Resolve(Bed.LocalAddress("copy"));
        Assert.Equal(commit, (await Bed.Local.OpenAsync(resolved, "other", CancellationToken))?.Commit.ToString());
        await Assert.ThrowsAsync<DeepWikiException>(() => Bed.Local.OpenAsync(resolved, "absent", CancellationToken));
    }

    [Fact]
    public async Task A_folder_without_a_repository_is_said_to_be_none()
    {
        Directory.CreateDirectory(Path.Combine(Bed.Folder, "plain"));

        Assert.Null(await OpenAsync("plain"));
    }

    [Fact]
    public async Task A_repository_without_a_commit_has_nothing_to_embed()
    {
        RepositoryBuilder.Create(Path.Combine(Bed.Folder, "empty.git"));

        Assert.Equal(ErrorCode.NoEmbeddings, (await Assert.ThrowsAsync<DeepWikiException>(() => OpenAsync("empty.git"))).Code);
    }

    [Fact]
    [Trait("Category", "Security")]
    public async Task A_pointer_out_of_the_allowed_folders_is_not_followed()
    {
        var outside = Directory.CreateTempSubdirectory("deepwiki-outside-");
        try
        {
            RepositoryBuilder.Create(outside.FullName).File("secret", "x").Commit();
            var folder = Directory.CreateDirectory(Path.Combine(Bed.Folder, "trap")).FullName;
            File.WriteAllText(Path.Combine(folder, ".git"), $"gitdir: {outside.FullName}\n");

            Assert.Equal(ErrorCode.DirectoryNotFound, (await Assert.ThrowsAsync<DeepWikiException>(() => OpenAsync("trap"))).Code);
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [Fact]
    [Trait("Category", "Security")]
    [Trait("Req", "G4")]
    public async Task A_repositorys_own_configuration_starts_nothing()
    {
        MakeWorkingCopy("copy");
        var canary = Path.Combine(Bed.Folder, "canary");
        foreach (var key in new[] { "core.fsmonitor", "core.alternateRefsCommand", "core.pager", "core.sshCommand", "diff.external", "uploadpack.packObjectsHook" })
        {
            GitCommandLine.Run(Path.Combine(Bed.Folder, "copy"), null, "config", key, $"touch {canary}");
        }

        await NamesAsync(await OpenAsync("copy"));

        Assert.False(File.Exists(canary));
    }

    private string MakeWorkingCopy(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Bed.Folder, name)).FullName;
        GitCommandLine.Run(folder, null, "init", "--quiet", "--initial-branch=main", "--template=");
        File.WriteAllText(Path.Combine(folder, "a"), "1");
        GitCommandLine.Run(folder, null, "add", "a");
        GitCommandLine.Run(folder, null, "commit", "--quiet", "-m", "a");

        return GitCommandLine.Run(folder, null, "rev-parse", "HEAD");
    }

    private Task<LocalRepository?> OpenAsync(string name) => Bed.Local.OpenAsync(Bed.Folders.Resolve(Bed.LocalAddress(name)), null, CancellationToken);

    private async Task<string[]> NamesAsync(LocalRepository? repository)
    {
        Assert.NotNull(repository);

        return await Bed.Objects.ListTreeAsync(repository.GitDirectory, repository.Commit, CancellationToken)
            .Select(entry => entry.Path.Shown).ToArrayAsync(CancellationToken);
    }
}
