namespace DeepWiki.Core.Data.Jobs;

/// <summary>Another worker owns the job now, or it was cancelled: stop, and write nothing more.</summary>
public sealed class LeaseLostException(long jobId) : Exception($"The lease of job {jobId} is lost.");
