namespace DeepWiki.Core.Data.Jobs;

/// <summary>States of a job: queued → running → succeeded, failed or cancelled; running → queued when a lease is lost or given back.</summary>
public enum JobState
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}
