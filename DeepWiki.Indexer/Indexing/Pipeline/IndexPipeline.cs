using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Telemetry;
using DeepWiki.Indexer.Indexing.Embedding;
using DeepWiki.Indexer.Indexing.Fetch;
using DeepWiki.Indexer.Indexing.Files;
using Microsoft.Extensions.Options;

namespace DeepWiki.Indexer.Indexing.Pipeline;

/// <summary>
/// One index job from its repository to an active generation: fetch, list, read what is new, cut, embed, store, activate. Stages are
/// streams; nothing holds all files, chunks or vectors.
/// </summary>
internal sealed class IndexPipeline(
    IndexStores stores, RepositoryFetcher fetcher, FileStage files, ChunkEmbedder embedder, EmbeddingBackfill filler, IOptions<IndexingOptions> options)
{
    /// <summary>Does a job: fetches its repository and indexes what the repository holds.</summary>
    /// <param name="job">Job to run.</param>
    /// <param name="counters">Counts what is done, to be told also of a job that fails.</param>
    /// <param name="progress">Is told of the stages.</param>
    /// <param name="cancellationToken">Token that ends the job.</param>
    public async Task<JobReport> RunAsync(JobLease job, IndexingCounters counters, JobProgress progress, CancellationToken cancellationToken)
    {
        if (job.Settings.Profile != embedder.Profile.Name)
        {
            throw new DeepWikiException(ErrorCode.IndexFailed, $"The worker embeds with {embedder.Profile.Name}, but the job asks for {job.Settings.Profile}.");
        }

        var repository = await stores.Repositories.FindAsync(job.RepositoryId, cancellationToken)
            ?? throw new DeepWikiException(ErrorCode.RepositoryNotFound, "The repository was deleted.");
        counters.Repository = RepositoryAddress.Parse(repository.Address, repository.Kind).Name;
        using var directory = await fetcher.EnterAsync(repository.Id, cancellationToken);
        var source = await fetcher.FetchAsync(job, repository, progress, cancellationToken);
        var report = await BuildAsync(job, source, counters, progress, cancellationToken);
        await InvalidateAsync(repository, job.Settings, cancellationToken);
        return report;
    }

    /// <summary>Brings the job's series to the state of <paramref name="source"/> and makes it the one that serves.</summary>
    public async Task<JobReport> BuildAsync(
        JobLease job, IFileSource source, IndexingCounters counters, JobProgress progress, CancellationToken cancellationToken)
    {
        counters.Commit = source.Commit.ToString();
        var key = new SeriesKey(job.RepositoryId, embedder.Profile.Name, embedder.Profile.Dimensions, IndexVersions.Folded, job.Settings.FilterHash());
        var seriesId = await stores.Series.GetOrAddAsync(key, cancellationToken);
        var run = new IndexRun(job, new RememberedSource(source), files.SelectorOf(job.Settings), seriesId, counters, progress);
        await DeepWikiTelemetry.TraceAsync(Spans.JobWrite, _ => WriteNewBlobsAsync(run, cancellationToken));
        await filler.FillAsync(seriesId, run.Tally, cancellationToken);
        await DeepWikiTelemetry.TraceAsync(Spans.JobActivate, _ => ActivateAsync(run, cancellationToken));
        return run.Tally.Report(source.Commit.ToString());
    }

    private async Task WriteNewBlobsAsync(IndexRun run, CancellationToken cancellationToken)
    {
        var writer = stores.CreateWriter();
        await foreach (var batch in BatchAsync(files.ReadAsync(run, writer, cancellationToken), run.Tally, cancellationToken))
        {
            var rows = await DeepWikiTelemetry.TraceAsync(Spans.JobEmbed, activity =>
            {
                activity?.SetTag(Tags.JobChunks, batch.Sum(blob => blob.Chunks.Count));
                return embedder.EmbedAsync(batch, writer, run.SeriesId, run.Tally, cancellationToken);
            });
            run.Tally.Chunks += await DeepWikiTelemetry.TraceAsync(
                Spans.JobStore, _ => writer.WriteAsync(run.Job, run.SeriesId, rows, cancellationToken));
            await run.Progress.ReportAsync("embed", run.Tally.FilesSeen, run.Tally.FilesWanted, "files");
        }
    }

    private async Task ActivateAsync(IndexRun run, CancellationToken cancellationToken)
    {
        await run.Progress.ReportAsync("activate", 0, run.Tally.FilesWanted, "files");

        var rows = files.SelectAsync(run, null, cancellationToken).Select(entry => new FileRow(entry.Path.Shown, entry.Id.ToArray()));
        var view = await stores.Activation.ActivateAsync(
            run.Job, run.SeriesId, run.Source.Commit.ToArray(), rows,
            (reason, path) => run.Tally.Skip((SkipReason)reason, path), cancellationToken);
        run.Tally.Files = await stores.Series.CountFilesAsync(view, cancellationToken);
        run.Tally.Count(await stores.Gaps.CountAsync(run.SeriesId, view, cancellationToken));
    }

    private Task InvalidateAsync(StoredRepository repository, IndexJobSettings settings, CancellationToken cancellationToken) =>
        stores.Metadata.InvalidateAsync(
            MetadataIdentity.Create(RepositoryAddress.Parse(repository.Address, repository.Kind).Identity, settings), cancellationToken);

    // Reading and cutting goes on while a batch is embedded and stored.
    private async IAsyncEnumerable<IReadOnlyList<ChunkedBlob>> BatchAsync(
        IAsyncEnumerable<ChunkedBlob> blobs, IndexingCounters counters, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<IReadOnlyList<ChunkedBlob>>(1);
        var filling = FillAsync(blobs, channel.Writer, counters, stopped.Token);
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

    private async Task FillAsync(
        IAsyncEnumerable<ChunkedBlob> blobs, ChannelWriter<IReadOnlyList<ChunkedBlob>> writer, IndexingCounters counters, CancellationToken cancellationToken)
    {
        using var activity = DeepWikiTelemetry.Source.StartActivity(Spans.JobChunk);
        try
        {
            var batch = new List<ChunkedBlob>();
            var (chunks, characters) = (0, 0);
            await foreach (var blob in blobs.WithCancellation(cancellationToken))
            {
                batch.Add(blob);
                chunks += Math.Max(1, blob.Chunks.Count);
                characters += blob.Chunks.Sum(chunk => chunk.Text.Length);
                if (chunks >= options.Value.MaxBatchChunks || characters >= options.Value.MaxBatchCharacters)
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
            activity.Fail(exception);
            writer.Complete(exception);
        }
        finally
        {
            activity?.SetTag(Tags.JobFiles, counters.FilesSeen).SetTag(Tags.JobSkipped, counters.Skipped);
        }
    }
}
