using System.Diagnostics;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Telemetry;
using DeepWiki.Indexer.Indexing;
using Microsoft.Extensions.Options;

namespace DeepWiki.Indexer.Jobs;

/// <summary>Works on one claimed job and writes how it ended; a job's failure is never the caller's.</summary>
internal sealed partial class JobRunner(
    JobLeases leases, JobHandlers handlers, JobHeartbeat heartbeat, IOptions<IndexingOptions> options, TimeProvider time, ILogger<JobRunner> logger)
{
    private const string Released = "released";
    private const string Lost = "lost";
    private const string Failed = "failed";

    public async Task RunAsync(JobLease job, CancellationToken stoppingToken)
    {
        var parent = ActivityContext.TryParse(job.TraceParent, null, isRemote: true, out var context) ? context : default;
        using var activity = DeepWikiTelemetry.Source.StartActivity(Spans.JobRun, ActivityKind.Consumer, parent);
        var kind = job.Kind.ToString().ToLowerInvariant();
        var kindTag = new KeyValuePair<string, object?>(Tags.JobKind, kind);
        activity?.SetTag(Tags.JobId, job.JobId).SetTag(Tags.JobKind, kind);
        if (job.Waited is { } waited)
        {
            Instruments.QueueWait.Record(waited.TotalSeconds, kindTag);
        }

        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var limit = new CancellationTokenSource(options.Value.JobTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lost.Token, limit.Token);
        using var finished = new CancellationTokenSource();
        var beating = heartbeat.BeatAsync(job, lost, finished.Token);
        Instruments.ActiveJobs.Add(1);
        var start = time.GetTimestamp();
        var counters = new IndexingCounters();
        var outcome = Failed;
        try
        {
            var report = await handlers.RunAsync(job, counters, either.Token);
            outcome = await SucceedAsync(job, report);
        }
        catch (Exception exception)
        {
            // What a stop breaks is given back, which is no failure.
            if (!stoppingToken.IsCancellationRequested)
            {
                activity.Fail(exception);
            }

            var ending = JobEnding.From(
                job.Kind, exception, stoppingToken.IsCancellationRequested, limit.IsCancellationRequested, lost.IsCancellationRequested);
            outcome = await EndAsync(job, ending, exception);
        }
        finally
        {
            Describe(activity, counters, outcome);
            Instruments.ActiveJobs.Add(-1);
            Instruments.JobDuration.Record(time.GetElapsedTime(start).TotalSeconds, kindTag, new(Tags.JobOutcome, outcome));
            await finished.CancelAsync();
            await beating;
        }
    }

    private async Task<string> SucceedAsync(JobLease job, JobReport? report)
    {
        if (!await leases.SucceedAsync(job, report, CancellationToken.None))
        {
            return Lose(job);
        }

        if (report is null)
        {
            LogWikiSucceeded(job.JobId);
        }
        else
        {
            LogJobSucceeded(job.JobId, report.Files, report.Chunks, report.Embedded, report.Reused);
        }

        await handlers.FollowAsync(job, report, CancellationToken.None);
        return "completed";
    }

    private async Task<string> EndAsync(JobLease job, JobEnding ending, Exception exception)
    {
        switch (ending)
        {
            case { Kind: JobEndingKind.Lost }:
                return Lose(job);
            case { Kind: JobEndingKind.Released }:
                if (exception is not OperationCanceledException)
                {
                    LogJobInterrupted(job.JobId, exception);
                }

                await leases.ReleaseAsync(job, TimeSpan.Zero, countAttempt: false, CancellationToken.None);
                return Released;
            case { Error: { } error }:
                if (ending.Kind == JobEndingKind.Unhandled)
                {
                    LogJobFailed(job.JobId, exception);
                }

                return await FailAsync(job, error);
            default:
                return await InterruptAsync(job, exception);
        }
    }

    private async Task<string> InterruptAsync(JobLease job, Exception exception)
    {
        LogJobInterrupted(job.JobId, exception);
        var delay = JobRetryDelay.After(job.Interruptions, Random.Shared.NextDouble());
        return await leases.ReleaseInterruptedAsync(job, delay, JobRetryDelay.Limit, CancellationToken.None)
            ? Released
            : await FailAsync(job, new DeepWikiException(ErrorCode.IndexFailed, "Indexing was given up: a store it needs did not answer for 15 minutes."));
    }

    private string Lose(JobLease job)
    {
        Activity.Current.Fail(Lost);
        LogLeaseLost(job.JobId);
        return Lost;
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
        return Failed;
    }

    // However it ended: what was done until then was done.
    private static void Describe(Activity? activity, IndexingCounters counters, string outcome) => activity?
        .SetTag(Tags.Repository, counters.Repository)
        .SetTag(Tags.JobCommit, counters.Commit)
        .SetTag(Tags.JobFiles, counters.Files)
        .SetTag(Tags.JobChunks, counters.Chunks)
        .SetTag(Tags.JobEmbedded, counters.Embedded)
        .SetTag(Tags.JobReused, counters.Reused)
        .SetTag(Tags.JobSkipped, counters.Skipped)
        .SetTag(Tags.JobOutcome, outcome);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} succeeded: the wiki is up to date")]
    private partial void LogWikiSucceeded(long jobId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} indexed {Files} files: {Chunks} new chunks, {Embedded} embedded, {Reused} reused")]
    private partial void LogJobSucceeded(long jobId, int files, long chunks, long embedded, long reused);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} failed with {Code}: {Reason}")]
    private partial void LogJobRefused(long jobId, ErrorCode code, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} lost its lease to another worker")]
    private partial void LogLeaseLost(long jobId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} interrupted; it is tried again")]
    private partial void LogJobInterrupted(long jobId, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Unhandled exception in job {JobId}")]
    private partial void LogJobFailed(long jobId, Exception exception);
}
