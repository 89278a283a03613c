using DeepWiki.Core.Errors;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.Processes;
using DeepWiki.Core.Secrets;

namespace DeepWiki.Core.Git;

/// <summary>One fetch into a bare directory, watched for size and silence while it runs.</summary>
internal sealed class GitFetch(GitRunner runner, GitOptions options, TimeProvider time)
{
    // What ends a pack and has nothing to do with its objects.
    private static readonly string[] OtherFaults =
        ["early EOF", "exceeds maximum allowed size", "File size limit", "No space left", "RPC failed", "hung up"];

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    public async Task<ObjectId> RunAsync(
        RemoteReference reference,
        string gitDirectory,
        GitEnvironment environment,
        Secret? token,
        IProgress<FetchProgress>? progress,
        CancellationToken cancellationToken)
    {
        var result = await TryAsync(reference, gitDirectory, environment, progress, isPartial: true, cancellationToken);
        if (!result.IsSuccess && !result.IsTimedOut && result.Error.Contains("index-pack", StringComparison.Ordinal)
            && !Array.Exists(OtherFaults, fault => result.Error.Contains(fault, StringComparison.OrdinalIgnoreCase)))
        {
            // Of a part of the objects git checks more strictly: old trees with harmless faults are refused. As a whole they are not.
            WorkRoot.Delete(gitDirectory);
            result = await TryAsync(reference, gitDirectory, environment, progress, isPartial: false, cancellationToken);
        }

        if (!result.IsSuccess)
        {
            throw GitErrorText.ToException(result, token);
        }

        CheckSize(DirectorySize.Measure(gitDirectory));
        Directory.SetLastWriteTimeUtc(gitDirectory, time.GetUtcNow().UtcDateTime);

        return await ReadHeadAsync(gitDirectory, cancellationToken);
    }

    private async Task<ChildResult> TryAsync(
        RemoteReference reference,
        string gitDirectory,
        GitEnvironment environment,
        IProgress<FetchProgress>? progress,
        bool isPartial,
        CancellationToken cancellationToken)
    {
        await PrepareAsync(reference.Format, gitDirectory, cancellationToken);
        var arguments = new GitArguments(GitSubcommand.Fetch)
            .Option("--progress").Option("--no-tags").Option("--no-recurse-submodules")
            .Option("--no-auto-maintenance").Option("--no-write-fetch-head").Option("--depth", 1)
            .Operand(reference.Url).Operand($"+{reference.Name}:{GitClient.HeadReference}");
        if (isPartial)
        {
            // "limit" is the size from which on blobs are left out.
            arguments.Option("--filter=blob:limit", options.MaxBlobBytes + 1);
        }

        return await WatchAsync(arguments, gitDirectory, environment, progress, cancellationToken);
    }

    private async Task PrepareAsync(ObjectFormat format, string gitDirectory, CancellationToken cancellationToken)
    {
        WorkRoot.CreatePrivate(gitDirectory);
        if (File.Exists(Path.Combine(gitDirectory, "HEAD")))
        {
            WorkRoot.RemoveLeftovers(gitDirectory);
        }
        else
        {
            await InitializeAsync(format, gitDirectory, cancellationToken);
        }

        var reader = Path.Combine(gitDirectory, WorkRoot.ReaderName);
        if (!File.Exists(Path.Combine(reader, "HEAD")))
        {
            // One that a stop left half made is no repository.
            WorkRoot.Delete(reader);
            await InitializeAsync(format, reader, cancellationToken);
        }
    }

    private async Task InitializeAsync(ObjectFormat format, string gitDirectory, CancellationToken cancellationToken)
    {
        var arguments = new GitArguments(GitSubcommand.Init).Option("--bare").Option("--quiet").Option("--template=")
            .Option(format == ObjectFormat.Sha256 ? "--object-format=sha256" : "--object-format=sha1");
        var result = await runner.RunAsync(arguments, gitDirectory, GitEnvironment.Reading(runner.Home), TimeSpan.FromSeconds(30), cancellationToken);
        if (!result.IsSuccess)
        {
            throw GitErrorText.ToException(result, null);
        }
    }

    private async Task<ChildResult> WatchAsync(
        GitArguments arguments, string gitDirectory, GitEnvironment environment, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        var words = new ProgressText();
        await using var child = await runner.StartAsync(
            arguments, gitDirectory, environment, TimeSpan.FromMinutes(options.FetchTimeoutMinutes), words.Append, cancellationToken);
        child.CloseInput();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var exit = child.WaitForExitAsync(cancellationToken);
        var output = DrainAsync(child, done.Token);
        try
        {
            await LookAsync(exit, words, gitDirectory, progress, cancellationToken);
        }
        finally
        {
            await done.CancelAsync();
            await output;
        }

        return new ChildResult(await exit, ReadOnlyMemory<byte>.Empty, child.ErrorText, child.IsTimedOut, false);
    }

    private async Task LookAsync(
        Task exit, ProgressText words, string gitDirectory, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        var silence = TimeSpan.FromSeconds(options.StallTimeoutSeconds);
        var since = time.GetTimestamp();
        var last = (Words: 0L, Bytes: 0L);
        while (await Task.WhenAny(exit, Task.Delay(LookEvery, time, cancellationToken)) != exit)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var size = DirectorySize.Measure(gitDirectory);
            CheckSize(size);
            var now = (Words: words.Bytes, Bytes: size.Total);
            if (now != last)
            {
                progress?.Report(new FetchProgress(words.Percent, size.Total));
                (last, since) = (now, time.GetTimestamp());
            }
            else if (time.GetElapsedTime(since) > silence)
            {
                throw new DeepWikiException(ErrorCode.IndexFailed, $"The Git host sent nothing for {options.StallTimeoutSeconds} seconds.");
            }
        }
    }

    private void CheckSize(DirectorySize size)
    {
        if (size.Incoming > options.MaxPackBytes || size.Total > options.MaxDirectoryBytes)
        {
            throw new DeepWikiException(ErrorCode.RepositoryTooLarge, "The repository is larger than the server accepts.");
        }

        if (runner.IsShortOfSpace)
        {
            throw new DeepWikiException(ErrorCode.RepositoryTooLarge, "The server is short of disk space.");
        }
    }

    private async Task<ObjectId> ReadHeadAsync(string gitDirectory, CancellationToken cancellationToken)
    {
        var arguments = new GitArguments(GitSubcommand.RevParse).Option("--verify").Operand(GitClient.HeadReference + "^{commit}");
        var result = await runner.RunAsync(
            arguments, gitDirectory, GitEnvironment.Reading(runner.Home), TimeSpan.FromSeconds(30), cancellationToken);

        return result.IsSuccess && ObjectId.TryParse(result.Output.Span.TrimEnd("\n"u8), out var id)
            ? id
            : throw new DeepWikiException(ErrorCode.IndexFailed, "What the name leads to is not a commit.");
    }

    private static async Task DrainAsync(ChildProcess child, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        try
        {
            while (await child.Output.ReadAsync(buffer, cancellationToken) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Fetch has nothing to say here; it must only not block on a full pipe.
        }
    }
}
