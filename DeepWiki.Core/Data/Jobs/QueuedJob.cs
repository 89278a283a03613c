namespace DeepWiki.Core.Data.Jobs;

/// <summary>A job that was queued or joined.</summary>
/// <param name="JobId">Its number.</param>
/// <param name="IsWaiting">True when no worker has it yet, so that what it needs can still be left for it.</param>
public readonly record struct QueuedJob(long JobId, bool IsWaiting)
{
    /// <summary>True for a job of a wiki that another request had queued.</summary>
    public bool IsJoined { get; init; }
}
