using DeepWiki.Core.Data.Jobs;
using DeepWiki.Indexer.Indexing;
using DeepWiki.Indexer.Indexing.Fetch;
using Microsoft.Extensions.Options;

namespace DeepWiki.Indexer.Jobs;

/// <summary>Claims jobs for this worker while its disk has room.</summary>
internal sealed partial class JobClaimer(
    JobLeases leases, RepositoryCloneCache clones, WorkerIdentity worker, IOptions<IndexingOptions> options, ILogger<JobClaimer> logger)
{
    private volatile bool hadRoom = true;

    /// <summary>Jobs worked on at once.</summary>
    public int ParallelJobs => options.Value.ParallelJobs;

    /// <summary>The oldest job that waits; null when there is none.</summary>
    public Task<JobLease?> ClaimAsync(CancellationToken cancellationToken) =>
        leases.ClaimAsync(worker.Name, options.Value.LeaseDuration, cancellationToken);

    /// <summary>The oldest job of a wiki that waits; null when there is none.</summary>
    public Task<JobLease?> ClaimWikiAsync(CancellationToken cancellationToken) =>
        leases.ClaimWikiAsync(worker.Name, options.Value.LeaseDuration, cancellationToken);

    /// <summary>Gives back what an earlier run of this worker held, and removes its folders.</summary>
    public async Task ReleaseOwnAsync(CancellationToken cancellationToken)
    {
        await leases.ReleaseAllAsync(worker.Name, cancellationToken);
        await clones.SweepAsync(cancellationToken);
    }

    /// <summary>True when the disk has room for a job. Jobs wait for one that is full; their callers are told that they are not ready.</summary>
    public bool HasRoom()
    {
        var hasRoom = clones.MakeRoom();
        if (!hasRoom && hadRoom)
        {
            LogNoRoom(options.Value.WorkRoot);
        }

        return hadRoom = hasRoom;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Disk of {Folder} has less free space than Git:MinFreePercent and Git:MinFreeBytes demand; jobs wait until there is more")]
    private partial void LogNoRoom(string folder);
}
