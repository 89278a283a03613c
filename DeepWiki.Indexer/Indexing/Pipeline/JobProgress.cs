using System.Text.Json;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Git;

namespace DeepWiki.Indexer.Indexing.Pipeline;

/// <summary>Writes a job's progress into its row, at most once a second and stage, and tells those who watch it.</summary>
internal sealed class JobProgress(JobLeases leases, JobLease job, EventLog? events, CancellationToken cancellationToken) : IProgress<FetchProgress>
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private string stage = "";
    private long last;
    private Task pending = Task.CompletedTask;

    public void Report(FetchProgress value)
    {
        if (pending.IsCompletedSuccessfully)
        {
            pending = WriteAsync("fetch", value.BytesOnDisk, null, "bytes");
        }
    }

    public async Task ReportAsync(string current, long done, long? total, string unit)
    {
        // What git's output set going must not cross the next stage, and what befell it is the job's business.
        await pending;
        pending = Task.CompletedTask;
        await WriteAsync(current, done, total, unit);
    }

    private async Task WriteAsync(string current, long done, long? total, string unit)
    {
        if (current == stage && TimeProvider.System.GetElapsedTime(last) < ReportInterval)
        {
            return;
        }

        (stage, last) = (current, TimeProvider.System.GetTimestamp());
        await leases.ReportProgressAsync(job, current, done, total, unit, cancellationToken);
        if (events is not null)
        {
            await events.PublishAsync(
                EventLog.JobTopic(job.JobId), "progress", JsonSerializer.Serialize(new { stage = current, done, total, unit }), cancellationToken);
        }
    }
}
