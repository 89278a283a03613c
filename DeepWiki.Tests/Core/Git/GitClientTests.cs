using System.Diagnostics;
using System.Text;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.Processes;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.Core.Git;

[Trait("Category", "Integration")]
public sealed class GitClientTests : IAsyncLifetime
{
    private GitTestBed? created;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    // Set by InitializeAsync, which runs before every test.
    private GitTestBed Bed => created!;

    public async ValueTask InitializeAsync() => created = await GitTestBed.CreateAsync(new GitOptions { ResolveTimeoutSeconds = 120 });

    public async ValueTask DisposeAsync() => await Bed.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Resolves_and_fetches_the_head_of_either_object_format(bool sha256)
    {
        var commit = Bed.Serve(sha256: sha256).File("a.txt", "one\n").Commit();

        var resolved = await Bed.Client.ResolveAsync(Bed.Address(), null, null, CancellationToken);
        var fetched = await Bed.Client.FetchAsync(Bed.Address(), resolved, Bed.GitDirectory, null, null, CancellationToken);

        Assert.Equal((commit, "refs/heads/main", commit), (resolved.Commit.ToString(), resolved.Name, fetched.ToString()));
        Assert.Equal("one\n", await ReadAsync(fetched, "a.txt"));
    }

    [Fact]
    public async Task Resolves_branches_and_annotated_tags()
    {
        var repository = Bed.Serve();
        var first = repository.File("a", "1").Commit();
        repository.Tag("v1", first);
        var other = repository.File("a", "2").Commit(branch: "feature/x");

        Assert.Equal(other, (await Bed.Client.ResolveAsync(Bed.Address(), "feature/x", null, CancellationToken)).Commit.ToString());
        Assert.Equal(first, (await Bed.Client.ResolveAsync(Bed.Address(), "v1", null, CancellationToken)).Commit.ToString());
        Assert.Equal(first, (await Bed.FetchAsync("v1")).ToString());
    }

    [Fact]
    public async Task An_unknown_branch_is_not_found()
    {
        Bed.Serve().File("a", "1").Commit();

        await FailsAsync(ErrorCode.RepositoryNotFound, () => Bed.Client.ResolveAsync(Bed.Address(), "absent", null, CancellationToken));
    }

    [Fact]
    public async Task An_empty_repository_has_nothing_to_embed()
    {
        Bed.Serve();

        await FailsAsync(ErrorCode.NoEmbeddings, () => Bed.Client.ResolveAsync(Bed.Address(), null, null, CancellationToken));
    }

    [Fact]
    public async Task A_detached_head_is_followed()
    {
        var repository = Bed.Serve();
        var first = repository.File("a", "1").Commit();
        repository.File("a", "2").Commit();
        repository.Head(first);

        Assert.Equal(first, (await Bed.FetchAsync()).ToString());
    }

    [Fact]
    public async Task A_tag_of_a_tree_is_no_commit()
    {
        var repository = Bed.Serve();
        repository.File("a", "1").Commit();
        repository.Tag("tree", repository.Resolve("main^{tree}"));

        await FailsAsync(ErrorCode.IndexFailed, () => Bed.FetchAsync("tree"));
    }

    [Fact]
    public async Task A_head_named_like_an_option_is_only_ever_called_head()
    {
        var repository = Bed.Serve();
        var commit = repository.File("a", "1").Commit();
        repository.Reference("refs/heads/--upload-pack=id", commit);
        repository.Head("ref: refs/heads/--upload-pack=id");

        var resolved = await Bed.Client.ResolveAsync(Bed.Address(), null, null, CancellationToken);

        Assert.Equal(("HEAD", commit), (resolved.Name, resolved.Commit.ToString()));
        Assert.Equal(commit, (await Bed.FetchAsync()).ToString());
    }

    [Theory]
    [InlineData(GitFault.NotFound, ErrorCode.RepositoryNotFound)]
    [InlineData(GitFault.Redirect, ErrorCode.RepositoryNotFound)]
    [InlineData(GitFault.Unauthorized, ErrorCode.RepositoryAccessDenied)]
    [InlineData(GitFault.Forbidden, ErrorCode.RepositoryAccessDenied)]
    [InlineData(GitFault.Unavailable, ErrorCode.IndexFailed)]
    [InlineData(GitFault.Html, ErrorCode.IndexFailed)]
    [InlineData(GitFault.EmptyPage, ErrorCode.IndexFailed)]
    public async Task A_hosts_refusal_has_its_code(object fault, ErrorCode expected)
    {
        Bed.Serve().File("a", "1").Commit();
        Bed.Server.Fault = (GitFault)fault;

        var error = await FailsAsync(expected, () => Bed.Client.ResolveAsync(Bed.Address(), null, null, CancellationToken));

        Assert.DoesNotContain("127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Bed.Server.Requests, request => request.Target.Contains("elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_opens_a_private_repository()
    {
        var commit = Bed.Serve().File("a", "1").Commit();
        Bed.Server.Token = "s3cret";

        await FailsAsync(ErrorCode.RepositoryAccessDenied, () => Bed.Client.ResolveAsync(Bed.Address(), null, null, CancellationToken));
        await FailsAsync(ErrorCode.RepositoryAccessDenied, () => Bed.Client.ResolveAsync(Bed.Address(), null, new Secret("wrong"), CancellationToken));
        var resolved = await Bed.Client.ResolveAsync(Bed.Address(), null, new Secret("s3cret"), CancellationToken);
        var fetched = await Bed.Client.FetchAsync(Bed.Address(), resolved, Bed.GitDirectory, new Secret("s3cret"), null, CancellationToken);

        Assert.Equal(commit, fetched.ToString());
        Assert.False(HoldsText(Bed.Folder, "s3cret") || HoldsText(Bed.Folder, Convert.ToBase64String("x-access-token:s3cret"u8)));
    }

    [Theory]
    [InlineData(RepositoryKind.GitHub, "x-access-token", "t")]
    [InlineData(RepositoryKind.GitLab, "oauth2", "t")]
    [InlineData(RepositoryKind.Bitbucket, "x-token-auth", "t")]
    [InlineData(RepositoryKind.Bitbucket, "x-bitbucket-api-token-auth", "ATCTTt")]
    [InlineData(RepositoryKind.Git, "git", "t")]
    public async Task The_user_beside_the_token_is_the_one_the_host_expects(RepositoryKind kind, string user, string token)
    {
        Bed.Serve().File("a", "1").Commit();

        await Bed.Client.ResolveAsync(Bed.Address(kind: kind), null, new Secret(token), CancellationToken);

        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{token}"));
        Assert.All(Bed.Server.Requests, request => Assert.Equal(expected, request.Authorization));
    }

    [Fact]
    public async Task No_argument_vector_and_no_foreign_variable_is_seen_while_a_fetch_hangs()
    {
        Environment.SetEnvironmentVariable("DEEPWIKI_CANARY", "canary-key");
        Bed.Serve().File("a", "1").Commit();
        var token = new Secret("token-canary");
        var resolved = await Bed.Client.ResolveAsync(Bed.Address(), null, token, CancellationToken);
        Bed.Server.Fault = GitFault.HangPack;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);

        var fetch = Bed.Client.FetchAsync(Bed.Address(), resolved, Bed.GitDirectory, token, null, cancel.Token);
        await Bed.Server.FaultReached.WaitAsync(TimeSpan.FromMinutes(2), CancellationToken);
        var seen = ProcessesNaming(Bed.Folder);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);

        Assert.NotEmpty(seen);
        var encoded = Convert.ToBase64String("x-access-token:token-canary"u8);
        Assert.All(seen, process =>
        {
            Assert.DoesNotContain("token-canary", process.Arguments, StringComparison.Ordinal);
            Assert.DoesNotContain(encoded, process.Arguments, StringComparison.Ordinal);
            Assert.DoesNotContain("canary-key", process.Environment, StringComparison.Ordinal);
        });
        await UntilAsync(() => ProcessesNaming(Bed.Folder).Count == 0);
    }

    [Theory]
    [InlineData(GitFault.HangPack)]
    [InlineData(GitFault.CutPack)]
    public async Task A_host_that_hangs_or_breaks_off_fails_the_fetch_and_leaves_no_child(object fault)
    {
        await using var bed = await GitTestBed.CreateAsync(new GitOptions { StallTimeoutSeconds = 3, ResolveTimeoutSeconds = 120 });
        bed.Serve().File("a", new byte[100_000]).Commit();
        var resolved = await bed.Client.ResolveAsync(bed.Address(), null, null, CancellationToken);
        bed.Server.Fault = (GitFault)fault;

        await FailsAsync(
            ErrorCode.IndexFailed, () => bed.Client.FetchAsync(bed.Address(), resolved, bed.GitDirectory, null, null, CancellationToken));

        await UntilAsync(() => ProcessesNaming(bed.Folder).Count == 0);
    }

    [Theory]
    [InlineData(GitFault.Drip)]
    [InlineData(GitFault.Hang)]
    public async Task A_host_that_drips_or_hangs_is_left_when_the_time_is_up(object fault)
    {
        await using var bed = await GitTestBed.CreateAsync(new GitOptions { ResolveTimeoutSeconds = 1 });
        bed.Serve().File("a", "1").Commit();
        bed.Server.Fault = (GitFault)fault;

        await FailsAsync(ErrorCode.IndexFailed, () => bed.Client.ResolveAsync(bed.Address(), null, null, CancellationToken));
    }

    [Fact]
    public async Task An_update_of_a_kept_directory_brings_the_new_commit_and_keeps_the_old_one_for_the_difference()
    {
        var repository = Bed.Serve();
        repository.File("same", "x").File("changed", "1").File("gone", "x").Commit();
        var before = await Bed.FetchAsync();
        repository.File("changed", "2").File("new", "n").Delete("gone").Commit();

        var after = await Bed.FetchAsync();

        var changes = await Bed.Objects.DiffTreeAsync(Bed.GitDirectory, before, after, CancellationToken).ToListAsync(CancellationToken);
        Assert.Equal(["changed", "gone", "new"], changes.Select(change => change.Path.Shown));
        Assert.Equal([false, false, true], changes.Select(change => change.OldId.IsZero));
        Assert.Equal([EntryMode.File, null, EntryMode.File], changes.Select(change => change.NewMode));
    }

    [Fact]
    public async Task A_broken_kept_directory_is_made_anew()
    {
        var commit = Bed.Serve().File("a", "1").Commit();
        await Bed.FetchAsync();
        foreach (var file in Directory.GetFiles(Path.Combine(Bed.GitDirectory, "objects"), "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
            File.WriteAllText(file, "rubbish");
        }

        Assert.Equal(commit, (await Bed.FetchAsync()).ToString());
    }

    [Fact]
    public async Task Leftovers_of_a_killed_git_do_not_stop_the_next()
    {
        var repository = Bed.Serve();
        repository.File("a", "1").Commit();
        await Bed.FetchAsync();
        File.WriteAllText(Path.Combine(Bed.GitDirectory, "shallow.lock"), "");
        Directory.CreateDirectory(Path.Combine(Bed.GitDirectory, "refs", "deepwiki"));
        File.WriteAllText(Path.Combine(Bed.GitDirectory, "refs", "deepwiki", "head.lock"), "");
        var commit = repository.File("a", "2").Commit();

        Assert.Equal(commit, (await Bed.FetchAsync()).ToString());
    }

    [Fact]
    public async Task Git_is_given_its_settings_through_the_environment_alone()
    {
        var tools = Directory.CreateDirectory(Path.Combine(Bed.Folder, "bin")).FullName;
        var record = Path.Combine(Bed.Folder, "record");
        var git = Path.Combine(tools, "git");
        await File.WriteAllTextAsync(
            git, $"#!/bin/sh\nprintf '%s\\n' \"$@\" >> {record}.argv\nenv >> {record}.env\nPATH=/usr/bin:/bin exec /usr/bin/git \"$@\"\n", CancellationToken);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The fake git is a shell script.");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(git, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        await using var bed = await GitTestBed.CreateAsync(null, new ChildTools($"{tools}:/usr/bin:/bin"));
        bed.Serve().File("a", "1").Commit();

        await bed.Client.ResolveAsync(bed.Address(), null, new Secret("token-canary"), CancellationToken);

        var arguments = await File.ReadAllLinesAsync(record + ".argv", CancellationToken);
        var variables = await File.ReadAllTextAsync(record + ".env", CancellationToken);
        Assert.DoesNotContain("-c", arguments);
        Assert.DoesNotContain(arguments, argument => argument.Contains("token-canary", StringComparison.Ordinal));
        Assert.Contains($"={bed.Server.Authority}:127.0.0.1\n", variables, StringComparison.Ordinal);
        Assert.All(
            new[]
            {
                "GIT_CONFIG_NOSYSTEM=1",
                "GIT_TERMINAL_PROMPT=0",
                "GIT_NO_LAZY_FETCH=1",
                "=http.followRedirects",
                "=core.hooksPath",
                "=transfer.fsckObjects",
            },
            text => Assert.Contains(text, variables, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_that_is_not_listed_is_never_asked()
    {
        await using var other = await GitHttpServer.StartAsync(Bed.Server.Root, CancellationToken);

        var address = RepositoryAddress.Parse(other.UrlOf("owner/name"), RepositoryKind.Git);
        await FailsAsync(ErrorCode.HostNotAllowed, () => Bed.Client.ResolveAsync(address, null, null, CancellationToken));

        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task The_version_of_git_is_known() => Assert.Matches(@"^\d+\.\d+", await Bed.Runner.FindVersionAsync(CancellationToken));

    private static async Task<DeepWikiException> FailsAsync(ErrorCode expected, Func<Task> action)
    {
        var error = await Assert.ThrowsAsync<DeepWikiException>(action);
        Assert.True(error.Code == expected, $"{error.Code}: {error.Message}");

        return error;
    }

    private static bool HoldsText(string folder, string text) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Any(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(text, StringComparison.Ordinal));

    private async Task<string?> ReadAsync(ObjectId commit, string path)
    {
        var entries = await Bed.Objects.ListTreeAsync(Bed.GitDirectory, commit, CancellationToken).ToListAsync(CancellationToken);
        var content = await Bed.Objects.ReadBlobAsync(Bed.GitDirectory, entries.Single(entry => entry.Path.Shown == path).Id, 1000, CancellationToken);

        return content is null ? null : Encoding.UTF8.GetString(content);
    }

    private static List<(string Arguments, string Environment)> ProcessesNaming(string folder)
    {
        var found = new List<(string, string)>();
        var others = Directory.GetDirectories("/proc").Where(name => int.TryParse(Path.GetFileName(name), out var id) && id != Environment.ProcessId);
        foreach (var process in others)
        {
            try
            {
                var (arguments, environment) = (File.ReadAllText(Path.Combine(process, "cmdline")), File.ReadAllText(Path.Combine(process, "environ")));
                if (environment.Contains($"HOME={folder}/work", StringComparison.Ordinal))
                {
                    found.Add((arguments, environment));
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It ended while we looked, or is somebody else's.
            }
        }

        return found;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), "It did not happen in time.");
            await Task.Delay(10, CancellationToken);
        }
    }
}
