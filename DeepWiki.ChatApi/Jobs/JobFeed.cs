using System.Globalization;
using System.Text.Json;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.ChatApi.Jobs;

/// <summary>Tells those who watch a job how it goes on. PostgreSQL has the truth, so any replica can go on where another left off, without Redis too.</summary>
internal sealed class JobFeed(JobStore jobs, JobSignals signals, JobViews views)
{
    // Notifications tell of the end; progress is looked at.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Sends a snapshot, unless the client comes back, then progress until the job ends.</summary>
    public async Task RunAsync(IEventSink stream, long job, CancellationToken cancellationToken)
    {
        var seen = stream.LastEventId;
        while (await LookAsync(job, cancellationToken) is { } details)
        {
            var id = IdOf(details);
            if (seen is null)
            {
                await stream.SendAsync("snapshot", id, await JsonAsync(details, cancellationToken), cancellationToken);
            }
            else if (seen != id && !details.HasEnded)
            {
                await stream.SendAsync("progress", id, JsonSerializer.Serialize(JobViews.Progress(details), RepositoryResponse.Json), cancellationToken);
            }

            if (details.HasEnded)
            {
                var type = details.State == JobState.Failed ? "error" : "done";
                await stream.SendAsync(type, id, await JsonAsync(details, cancellationToken), cancellationToken);
                return;
            }

            seen = id;
            await signals.WaitAsync(PollInterval, cancellationToken);
            await stream.PingAsync(cancellationToken);
        }
    }

    // The state itself is the id: whoever comes back with it is told what is different by now.
    private static string IdOf(JobDetails job) => string.Create(
        CultureInfo.InvariantCulture,
        $"{job.Attempt}-{job.State.ToString().ToLowerInvariant()}-{job.Stages.Count}-{(job.Stages is [.., var last] ? last.Done : 0)}");

    private async Task<string> JsonAsync(JobDetails job, CancellationToken cancellationToken) =>
        JsonSerializer.Serialize(await views.ReadAsync(job, cancellationToken), RepositoryResponse.Json);

    // Once a second for each watcher: as spans they would bury all others.
    private async Task<JobDetails?> LookAsync(long job, CancellationToken cancellationToken)
    {
        using var untraced = SuppressTracingScope.Begin();
        return await jobs.FindAsync(job, cancellationToken);
    }
}
