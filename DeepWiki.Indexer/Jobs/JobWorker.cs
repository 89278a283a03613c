using System.Diagnostics;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Telemetry;
using DeepWiki.Indexer.Indexing;
using DeepWiki.Indexer.Indexing.Fetch;
using DeepWiki.Indexer.Indexing.Pipeline;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DeepWiki.Indexer.Jobs;

/// <summary>
/// Claims jobs and works on them, a few at once. A job's failure never ends the loop; what was interrupted is claimed again, here or
/// elsewhere.
/// </summary>
internal sealed partial class JobWorker(
    JobLeases leases,
    JobSignals signals,
    IndexPipeline pipeline,
    WorkerIdentity worker,
    IOptions<IndexingOptions> options,
    IServiceProvider services) : BackgroundService
{
    private const string Kind = "index";

    private static readonly KeyValuePair<string, object?> KindTag = new(Tags.JobKind, Kind);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly TimeProvider time = services.GetRequiredService<TimeProvider>();
    private readonly RepositoryCloneCache kept = services.GetRequiredService<RepositoryCloneCache>();
    private volatile bool hadRoom = true;

    private readonly ILogger logger = services.GetRequiredService<ILogger<JobWorker>>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await services.GetRequiredService<SchemaReadySignal>().WaitAsync(stoppingToken);
        await ReleaseOwnAsync(stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, options.Value.ParallelJobs).Select(_ => LoopAsync(stoppingToken)));
    }

    private async Task ReleaseOwnAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await leases.ReleaseAllAsync(worker.Name, stoppingToken);
                await kept.SweepAsync(stoppingToken);
                return;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // What cannot be removed is in nobody's way.
                LogLoopInterrupted(exception);
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                // The database went away again.
                await Task.Delay(PollInterval / 2, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LoopAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!HasRoom())
                {
                    await Task.Delay(Poll, time, stoppingToken);
                }
                else if (await leases.ClaimAsync(worker.Name, options.Value.LeaseDuration, stoppingToken) is { } job)
                {
                    await RunAsync(job, stoppingToken);
                }
                else
                {
                    await signals.WaitAsync(Poll, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogLoopInterrupted(exception);
                await Task.Delay(PollInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Jobs wait for a disk that is full; whoever waits for them is told that they are not ready.
    private bool HasRoom()
    {
        var hasRoom = kept.MakeRoom();
        if (!hasRoom && hadRoom)
        {
            LogNoRoom(options.Value.WorkRoot);
        }

        return hadRoom = hasRoom;
    }

    private async Task RunAsync(JobLease job, CancellationToken stoppingToken)
    {
        var parent = ActivityContext.TryParse(job.TraceParent, null, isRemote: true, out var context) ? context : default;
        using var activity = DeepWikiTelemetry.Source.StartActivity(Spans.JobRun, ActivityKind.Consumer, parent);
        activity?.SetTag(Tags.JobId, job.JobId).SetTag(Tags.JobKind, Kind);
        if (job.Waited is { } waited)
        {
            Instruments.QueueWait.Record(waited.TotalSeconds, KindTag);
        }

        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var limit = new CancellationTokenSource(options.Value.JobTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lost.Token, limit.Token);
        using var finished = new CancellationTokenSource();
        var heart = BeatAsync(job, lost, finished.Token);
        Instruments.ActiveJobs.Add(1);
        var start = time.GetTimestamp();
        var tally = new IndexingCounters();
        var outcome = "failed";
        try
        {
            var report = await pipeline.RunAsync(job, tally, either.Token);
            if (await leases.SucceedAsync(job, report, CancellationToken.None))
            {
                outcome = "completed";
                LogJobSucceeded(job.JobId, report.Files, report.Chunks, report.Embedded, report.Reused);
            }
            else
            {
                outcome = Lose(job);
            }
        }
        catch (Exception exception)
        {
            // What a stop breaks is given back, which is no failure.
            if (!stoppingToken.IsCancellationRequested)
            {
                activity.Fail(exception);
            }

            outcome = await EndBadlyAsync(job, exception, limit.IsCancellationRequested, lost.IsCancellationRequested, stoppingToken);
        }
        finally
        {
            Describe(activity, tally, outcome);
            Instruments.ActiveJobs.Add(-1);
            Instruments.JobDuration.Record(time.GetElapsedTime(start).TotalSeconds, KindTag, new(Tags.JobOutcome, outcome));
            await finished.CancelAsync();
            await heart;
        }
    }

    private async Task<string> EndBadlyAsync(JobLease job, Exception exception, bool tooLong, bool lost, CancellationToken stoppingToken)
    {
        switch (exception)
        {
            case LeaseLostException:
                return Lose(job);
            // Whatever breaks while the service stops is put down to the stop: children are ended, connections closed. Another worker tries anew.
            case var _ when stoppingToken.IsCancellationRequested:
                if (exception is not OperationCanceledException)
                {
                    LogJobInterrupted(job.JobId, exception);
                }

                await leases.ReleaseAsync(job, TimeSpan.Zero, countAttempt: false, CancellationToken.None);
                return "released";
            case OperationCanceledException when tooLong:
                return await FailAsync(job, new DeepWikiException(ErrorCode.RepositoryTooLarge, "Indexing took longer than the limit allows."));
            case OperationCanceledException when lost:
                return Lose(job);
            case DeepWikiException { Code: ErrorCode.Busy } or NpgsqlException { IsTransient: true } or TimeoutException:
            case PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown }:
                return await InterruptAsync(job, exception);
            case DeepWikiException known:
                return await FailAsync(job, known);
            default:
                LogJobFailed(job.JobId, exception);
                return await FailAsync(job, new DeepWikiException(ErrorCode.IndexFailed, "The repository could not be indexed because of an internal error."));
        }
    }

    private async Task<string> InterruptAsync(JobLease job, Exception exception)
    {
        LogJobInterrupted(job.JobId, exception);
        var delay = JobRetryDelay.After(job.Interruptions, Random.Shared.NextDouble());
        return await leases.ReleaseInterruptedAsync(job, delay, JobRetryDelay.Limit, CancellationToken.None)
            ? "released"
            : await FailAsync(job, new DeepWikiException(ErrorCode.IndexFailed, "Indexing was given up: a store it needs did not answer for 15 minutes."));
    }

    private string Lose(JobLease job)
    {
        Activity.Current.Fail("lost");
        LogLeaseLost(job.JobId);
        return "lost";
    }

    private async Task<string> FailAsync(JobLease job, DeepWikiException error)
    {
        if (Activity.Current is { Status: ActivityStatusCode.Unset } span)
        {
            // It was ended for taking too long.
            span.Fail(error);
        }

        LogJobRefused(job.JobId, error.Code, error.Message);
        await leases.FailAsync(job, error, CancellationToken.None);
        return "failed";
    }

    // On a timer and a connection of its own: a long transaction must not cost the lease.
    private async Task BeatAsync(JobLease job, CancellationTokenSource lost, CancellationToken finished)
    {
        // It goes on below the job's span, and is none of its work.
        using var untraced = SuppressTracingScope.Begin();
        var missed = 0;
        while (!finished.IsCancellationRequested)
        {
            await Task.Delay(options.Value.LeaseDuration / 3, time, finished).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (finished.IsCancellationRequested)
            {
                return;
            }

            try
            {
                if (!await leases.HeartbeatAsync(job, options.Value.LeaseDuration, finished))
                {
                    await lost.CancelAsync();
                    return;
                }

                missed = 0;
            }
            catch (OperationCanceledException) when (finished.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                if (++missed == 2)
                {
                    await lost.CancelAsync();
                    return;
                }
            }
        }
    }

    // However it ended: what was done until then was done.
    private static void Describe(Activity? activity, IndexingCounters tally, string outcome) => activity?
        .SetTag(Tags.Repository, tally.Repository)
        .SetTag(Tags.JobCommit, tally.Commit)
        .SetTag(Tags.JobFiles, tally.Files)
        .SetTag(Tags.JobChunks, tally.Chunks)
        .SetTag(Tags.JobEmbedded, tally.Embedded)
        .SetTag(Tags.JobReused, tally.Reused)
        .SetTag(Tags.JobSkipped, tally.Skipped)
        .SetTag(Tags.JobOutcome, outcome);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} indexed {Files} files: {Chunks} new chunks, {Embedded} embedded, {Reused} reused")]
    private partial void LogJobSucceeded(long jobId, int files, long chunks, long embedded, long reused);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} failed with {Code}: {Reason}")]
    private partial void LogJobRefused(long jobId, ErrorCode code, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} is somebody else's by now")]
    private partial void LogLeaseLost(long jobId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} was interrupted and is tried again")]
    private partial void LogJobInterrupted(long jobId, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The disk of {Folder} has less room than Git:MinFreePercent and Git:MinFreeBytes keep free. Jobs wait until there is more")]
    private partial void LogNoRoom(string folder);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} failed for a reason nobody foresaw")]
    private partial void LogJobFailed(long jobId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The job loop was interrupted and goes on")]
    private partial void LogLoopInterrupted(Exception exception);
}
