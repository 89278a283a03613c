using System.Buffers;
using System.Runtime.CompilerServices;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.Processes;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Git;

/// <summary>Reads trees, blobs and commits of a git directory, without a checkout and without a network.</summary>
public sealed class GitObjects(GitRunner runner, IOptions<GitOptions> options, TimeProvider time)
{
    private const int MaxPath = 4096;
    private const int MaxDepth = 256;
    private const int MaxCommit = 1 << 20;

    // No tree within the limits takes longer; one made of empty folders within folders could go on for years.
    private static readonly TimeSpan ListLimit = TimeSpan.FromMinutes(2);

    /// <summary>All files, links and submodules below a commit, in the order of the tree.</summary>
    /// <exception cref="DeepWikiException">
    /// <see cref="ErrorCode.RepositoryTooLarge"/> as soon as a limit is passed, <see cref="ErrorCode.IndexFailed"/> for a broken tree.
    /// </exception>
    public async IAsyncEnumerable<TreeEntry> ListTreeAsync(
        string gitDirectory, ObjectId commit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Folders are listed too: they count, else a tree of nothing but folders would be walked for ever.
        var arguments = new GitArguments(GitSubcommand.LsTree).Option("-r").Option("-t").Option("-l").Option("-z").Option("--full-tree").Operand(commit);
        await using var child = await StartAsync(arguments, gitDirectory, ListLimit, cancellationToken);
        child.CloseInput();
        var reader = new DelimitedReader(child.Output, MaxPath + 256);
        var entries = 0;
        var nameBytes = 0L;
        while (await reader.ReadRecordAsync(0, cancellationToken) is { } record)
        {
            nameBytes += record.Length;
            if (++entries > options.Value.MaxTreeEntries || nameBytes > options.Value.MaxNameBytes + (64L * entries))
            {
                throw new DeepWikiException(ErrorCode.RepositoryTooLarge, "The repository has more files than the server accepts.");
            }

            if (TreeLine.Parse(record.Span) is { } entry)
            {
                yield return reader.IsCut || IsBeyondLimits(entry.Path) ? entry with { IsBeyondLimits = true } : entry;
            }
        }

        await ThrowIfFailedAsync(child, cancellationToken);
    }

    /// <summary>Lists the changes from one commit or tree to another.</summary>
    public async IAsyncEnumerable<TreeChange> DiffTreeAsync(
        string gitDirectory, ObjectId before, ObjectId after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var arguments = new GitArguments(GitSubcommand.DiffTree)
            .Option("-r").Option("-z").Option("--raw").Option("--no-renames").Option("--no-abbrev").Option("--no-ext-diff").Option("--no-textconv")
            .Operand(before).Operand(after);
        await using var child = await StartAsync(arguments, gitDirectory, ListLimit, cancellationToken);
        child.CloseInput();
        var reader = new DelimitedReader(child.Output, MaxPath + 256);
        var changes = 0;
        while (await reader.ReadRecordAsync(0, cancellationToken) is { } header)
        {
            var change = TreeLine.ParseChange(header.Span);
            if (await reader.ReadRecordAsync(0, cancellationToken) is not { } path || ++changes > 2 * options.Value.MaxTreeEntries)
            {
                throw new DeepWikiException(ErrorCode.RepositoryTooLarge, "The commits differ in more files than the server accepts.");
            }

            yield return change with { Path = new TreePath(path.Span) };
        }

        await ThrowIfFailedAsync(child, cancellationToken);
    }

    /// <summary>
    /// The contents of blobs, through one child. Requests are written while answers are read, so their source must not wait for answers.
    /// </summary>
    public async IAsyncEnumerable<Blob> ReadBlobsAsync(
        string gitDirectory, IAsyncEnumerable<BlobRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var batch = await StartBatchAsync(gitDirectory, cancellationToken);
        batch.Begin(requests);
        var buffer = Array.Empty<byte>();
        try
        {
            while (await batch.NextAsync(cancellationToken) is { } answer)
            {
                if (answer.Type != "blob" || answer.Size > answer.MaxBytes)
                {
                    await batch.SkipAsync(answer, cancellationToken);
                    yield return new Blob(answer.Id, null);
                    continue;
                }

                var size = (int)answer.Size;
                if (buffer.Length < size)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = ArrayPool<byte>.Shared.Rent(size);
                }

                await batch.ReadAsync(buffer.AsMemory(0, size), cancellationToken);
                yield return new Blob(answer.Id, buffer.AsMemory(0, size));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The contents of one blob; null when it is missing, no blob or larger than <paramref name="maxBytes"/>.</summary>
    public async Task<byte[]?> ReadBlobAsync(string gitDirectory, ObjectId id, int maxBytes, CancellationToken cancellationToken)
    {
        await foreach (var blob in ReadBlobsAsync(gitDirectory, new[] { new BlobRequest(id, maxBytes) }.ToAsyncEnumerable(), cancellationToken))
        {
            return blob.Content?.ToArray();
        }

        return null;
    }

    /// <summary>Author, dates and subject of a commit.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.IndexFailed"/> when it is no commit.</exception>
    public async Task<CommitInfo> ReadCommitAsync(string gitDirectory, ObjectId id, CancellationToken cancellationToken)
    {
        await using var batch = await StartBatchAsync(gitDirectory, cancellationToken);
        batch.Begin(new[] { new BlobRequest(id, MaxCommit) }.ToAsyncEnumerable());
        if (await batch.NextAsync(cancellationToken) is not { Type: "commit", Size: <= MaxCommit } answer)
        {
            throw new DeepWikiException(ErrorCode.IndexFailed, "The commit cannot be read.");
        }

        var content = new byte[answer.Size];
        await batch.ReadAsync(content, cancellationToken);

        return CommitParser.Parse(id, content);
    }

    private static bool IsBeyondLimits(TreePath path) => path.Bytes.Length > MaxPath || path.Bytes.Count((byte)'/') >= MaxDepth;

    private async Task<ObjectBatch> StartBatchAsync(string gitDirectory, CancellationToken cancellationToken)
    {
        var arguments = new GitArguments(GitSubcommand.CatFile).Option("--batch").Option("--buffer");
        var child = await StartAsync(arguments, gitDirectory, TimeSpan.FromHours(2), cancellationToken);

        return new ObjectBatch(child, TimeSpan.FromSeconds(options.Value.ReadTimeoutSeconds), time);
    }

    private Task<ChildProcess> StartAsync(GitArguments arguments, string gitDirectory, TimeSpan limit, CancellationToken cancellationToken) =>
        runner.StartAsync(arguments, gitDirectory, GitEnvironment.ReadingFolder(runner.Home, [gitDirectory]), limit, null, cancellationToken);

    private static async Task ThrowIfFailedAsync(ChildProcess child, CancellationToken cancellationToken)
    {
        var exitCode = await child.WaitForExitAsync(cancellationToken);
        if (exitCode != 0 || child.IsTimedOut)
        {
            throw child.IsTimedOut
                ? new DeepWikiException(ErrorCode.RepositoryTooLarge, "The repository takes longer to list than the server accepts.")
                : GitErrorText.ToException(new ChildResult(exitCode, ReadOnlyMemory<byte>.Empty, child.ErrorText, false, false), null);
        }
    }
}
