using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DeepWiki.Core.Chunks;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Providers;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Storage;
using DeepWiki.Core.Telemetry;
using DeepWiki.Indexer.Jobs;
using Microsoft.Extensions.Options;

namespace DeepWiki.Indexer.Pipeline;

/// <summary>
/// One index job from its repository to an active generation: fetch, list, read what is new, cut, embed, store, activate. Stages are
/// streams; nothing holds all files, chunks or vectors.
/// </summary>
internal sealed class IndexPipeline(IndexStores stores, RepositoryFetcher fetcher, GitObjects objects, ContentReader content, ChunkEmbedder embedder,
    EmbeddingProfile profile, IOptions<IndexingOptions> options)
{
    // Blobs asked for in one look-up of what is known.
    private const int LookUp = 1000;

    public async Task<JobReport> RunAsync(JobLease job, CancellationToken cancellationToken)
    {
        if (job.Settings.Profile != profile.Name)
        {
            throw new DeepWikiException(ErrorCode.IndexFailed, $"The worker embeds with {profile.Name}, but the job asks for {job.Settings.Profile}.");
        }

        var repository = await stores.Repositories.FindAsync(job.RepositoryId, cancellationToken)
            ?? throw new DeepWikiException(ErrorCode.RepositoryNotFound, "The repository was deleted.");
        using var directory = await fetcher.EnterAsync(repository.Id, cancellationToken);
        var progress = new JobProgress(stores.Leases, job, cancellationToken);
        var fetched = await fetcher.FetchAsync(job, repository, progress, cancellationToken);

        var key = new SeriesKey(repository.Id, profile.Name, profile.Dimensions, IndexVersions.Folded, job.Settings.FilterHash());
        var seriesId = await stores.Series.GetOrAddAsync(key, cancellationToken);
        var tally = new JobTally();
        await WriteNewBlobsAsync(job, fetched, seriesId, tally, progress, cancellationToken);
        await ActivateAsync(job, fetched, seriesId, tally, cancellationToken);
        await InvalidateAsync(repository, job.Settings, cancellationToken);
        return tally.Report(fetched.Commit.ToString());
    }

    private async Task WriteNewBlobsAsync(
        JobLease job, FetchedRepository fetched, int seriesId, JobTally tally, JobProgress progress, CancellationToken cancellationToken)
    {
        using var activity = DeepWikiTelemetry.Source.StartActivity(Spans.JobWrite);
        var writer = stores.CreateWriter();
        await foreach (var batch in BatchAsync(ReadAsync(fetched, seriesId, writer, tally, cancellationToken), cancellationToken))
        {
            var rows = await embedder.EmbedAsync(batch, writer, seriesId, tally, cancellationToken);
            tally.Chunks += await writer.WriteAsync(job, seriesId, rows, cancellationToken);
            await progress.ReportAsync("embed", tally.Chunks, "chunks");
        }
    }

    // The tree is listed and compared with what is stored while blobs are read; git gets its requests as fast as it takes them.
    private async IAsyncEnumerable<ChunkedBlob> ReadAsync(
        FetchedRepository fetched, int seriesId, IndexWriter writer, JobTally tally,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var paths = new Queue<TreePath>();
        var requests = RequestAsync(fetched, seriesId, writer, tally, paths, cancellationToken);
        await foreach (var blob in objects.ReadBlobsAsync(fetched.GitDirectory, requests, cancellationToken))
        {
            TreePath path;
            lock (paths)
            {
                path = paths.Dequeue();
            }

            if (blob.Content is { } bytes)
            {
                yield return content.Read(blob.Id.ToArray(), path, bytes, tally);
            }
            else
            {
                tally.Skip("missing", path.Shown);
            }
        }
    }

    private async IAsyncEnumerable<BlobRequest> RequestAsync(
        FetchedRepository fetched, int seriesId, IndexWriter writer, JobTally tally, Queue<TreePath> paths,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<ObjectId>();
        await foreach (var entries in SelectAsync(fetched, tally, cancellationToken).Where(entry => seen.Add(entry.Id)).Chunk(LookUp).WithCancellation(cancellationToken))
        {
            var known = await writer.FindKnownAsync(seriesId, [.. entries.Select(entry => entry.Id.ToArray())], cancellationToken);
            foreach (var entry in entries.Where(entry => !known.Contains(entry.Id.ToString())))
            {
                lock (paths)
                {
                    paths.Enqueue(entry.Path);
                }

                yield return new BlobRequest(entry.Id, (int)entry.Size);
            }
        }
    }

    private IAsyncEnumerable<TreeEntry> SelectAsync(FetchedRepository fetched, JobTally? tally, CancellationToken cancellationToken) =>
        content.SelectAsync(objects.ListTreeAsync(fetched.GitDirectory, fetched.Commit, cancellationToken), tally);

    private async Task ActivateAsync(JobLease job, FetchedRepository fetched, int seriesId, JobTally tally, CancellationToken cancellationToken)
    {
        using var activity = DeepWikiTelemetry.Source.StartActivity(Spans.JobActivate);

        // Listing the tree a second time is cheaper than remembering it.
        var files = SelectAsync(fetched, null, cancellationToken)
            .DistinctBy(entry => entry.Path.Shown)
            .Select(entry => new FileRow(entry.Path.Shown, entry.Id.ToArray()));
        await stores.Activation.ActivateAsync(job, seriesId, fetched.Commit.ToArray(), files, tally.Unembedded > 0, cancellationToken);
        tally.Files = await stores.Series.CountFilesAsync(seriesId, cancellationToken);
        if (tally.Files == 0)
        {
            throw new DeepWikiException(ErrorCode.NoEmbeddings, "The repository has no file that can be indexed.");
        }
    }

    private Task InvalidateAsync(StoredRepository repository, IndexJobSettings settings, CancellationToken cancellationToken) =>
        stores.Metadata.InvalidateAsync(
            MetadataIdentity.Of(RepositoryAddress.Parse(repository.Address, repository.Kind).Identity, settings), cancellationToken);

    // Reading and cutting goes on while a batch is embedded and stored.
    private async IAsyncEnumerable<IReadOnlyList<ChunkedBlob>> BatchAsync(
        IAsyncEnumerable<ChunkedBlob> blobs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<IReadOnlyList<ChunkedBlob>>(1);
        var filling = FillAsync(blobs, channel.Writer, stopped.Token);
        try
        {
            await foreach (var batch in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return batch;
            }
        }
        finally
        {
            await stopped.CancelAsync();
            await filling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FillAsync(IAsyncEnumerable<ChunkedBlob> blobs, ChannelWriter<IReadOnlyList<ChunkedBlob>> writer, CancellationToken cancellationToken)
    {
        try
        {
            var batch = new List<ChunkedBlob>();
            var (chunks, characters) = (0, 0);
            await foreach (var blob in blobs.WithCancellation(cancellationToken))
            {
                batch.Add(blob);
                chunks += Math.Max(1, blob.Chunks.Count);
                characters += blob.Chunks.Sum(chunk => chunk.Text.Length);
                if (chunks >= options.Value.BatchChunks || characters >= options.Value.BatchCharacters)
                {
                    await writer.WriteAsync(batch, cancellationToken);
                    (batch, chunks, characters) = ([], 0, 0);
                }
            }

            if (batch.Count > 0)
            {
                await writer.WriteAsync(batch, cancellationToken);
            }

            writer.Complete();
        }
        catch (Exception exception)
        {
            writer.Complete(exception);
        }
    }
}
