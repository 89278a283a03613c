using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Processes;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.Core.Git;

[Trait("Category", "Integration")]
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
    public async Task A_repositorys_own_configuration_starts_nothing()
    {
        MakeWorkingCopy("copy");
        var canary = Path.Combine(Bed.Folder, "canary");
        string[] commands = ["core.fsmonitor", "core.alternateRefsCommand", "core.pager", "core.sshCommand", "diff.external", "uploadpack.packObjectsHook"];
        foreach (var key in commands)
        {
            GitCommandLine.Run(Path.Combine(Bed.Folder, "copy"), null, "config", key, $"touch {canary}");
        }

        await NamesAsync(await OpenAsync("copy"));

        Assert.False(File.Exists(canary));
    }

    [Fact]
    public async Task The_head_of_a_usual_repository_is_found_without_a_git_process()
    {
        var commit = MakeWorkingCopy("copy");
        GitCommandLine.Run(Path.Combine(Bed.Folder, "copy"), null, "branch", "other");
        GitCommandLine.Run(Path.Combine(Bed.Folder, "copy"), null, "gc", "--quiet");
        var gitDirectory = Path.Combine(Bed.Folder, "copy", ".git");

        Assert.Equal(commit, LocalReferences.FindCommit(gitDirectory, "HEAD")?.ToString());
        Assert.Equal(commit, LocalReferences.FindCommit(gitDirectory, "refs/heads/other")?.ToString());
        Assert.Equal(commit, LocalReferences.FindCommit(gitDirectory, commit)?.ToString());
        Assert.Null(LocalReferences.FindCommit(gitDirectory, "refs/heads/absent"));
        Assert.Null(LocalReferences.FindCommit(gitDirectory, new string('1', 40)));

        // A git that is not there is not missed.
        await using var bed = await GitTestBed.CreateAsync(tools: new ChildTools("/nowhere"));
        var other = RepositoryBuilder.Create(Path.Combine(Bed.Folder, "bare.git")).File("a", "1").Commit();
        Directory.Move(Path.Combine(Bed.Folder, "bare.git"), Path.Combine(bed.Folder, "bare.git"));
        Assert.Equal(other, (await bed.Local.OpenAsync(bed.Folders.Resolve(bed.LocalAddress("bare.git")), null, CancellationToken))?.Commit.ToString());
    }

    [Theory]
    [InlineData("sha256")]
    [InlineData("alternates")]
    [InlineData("include")]
    [InlineData("pipe")]
    [InlineData("reference that is a pipe")]
    [InlineData("owner")]
    public async Task An_unusual_repository_is_left_to_git(string kind)
    {
        Assert.SkipWhen(kind == "owner" && Environment.UserName != "root", "Only root can give a folder away.");
        var commit = RepositoryBuilder.Create(Path.Combine(Bed.Folder, "usual.git"), sha256: kind == "sha256").File("a", "1").Commit();
        var folder = Path.Combine(Bed.Folder, "unusual.git");
        GitCommandLine.Run(Bed.Folder, null, ["clone", "--quiet", "--bare", .. kind == "alternates" ? (string[])["--shared"] : [], "usual.git", "unusual.git"]);
        switch (kind)
        {
            case "include":
                File.WriteAllText(Path.Combine(Bed.Folder, "more"), "[core]\n\tbare = true\n");
                GitCommandLine.Run(folder, null, "config", "include.path", Path.Combine(Bed.Folder, "more"));
                break;
            case "pipe":
                File.Delete(Path.Combine(folder, "packed-refs"));
                GitCommandLine.Run(folder, null, "update-ref", "refs/heads/main", commit);
                Start("mkfifo", Path.Combine(folder, "packed-refs"));
                break;
            case "reference that is a pipe":
                File.Delete(Path.Combine(folder, "packed-refs"));
                Start("mkfifo", Path.Combine(folder, "refs", "heads", "main"));
                break;
            case "owner":
                Start("chown", "-R", "nobody", folder);
                break;
        }

        Assert.Null(LocalReferences.FindCommit(folder, "HEAD"));
        if (!kind.EndsWith("pipe", StringComparison.Ordinal))
        {
            Assert.Equal(commit, (await OpenAsync("unusual.git"))?.Commit.ToString());
        }
    }

    [Fact]
    public async Task An_annotated_tag_is_followed_to_its_commit()
    {
        var repository = RepositoryBuilder.Create(Path.Combine(Bed.Folder, "bare.git"));
        var commit = repository.File("a", "1").Commit();
        repository.Tag("v1", commit);

        Assert.Null(LocalReferences.FindCommit(repository.GitDirectory, "refs/tags/v1"));
        Assert.Equal(commit, (await Bed.Local.OpenAsync(Bed.Folders.Resolve(Bed.LocalAddress("bare.git")), "v1", CancellationToken))?.Commit.ToString());
    }

    private static void Start(string program, params IEnumerable<string> arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
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
