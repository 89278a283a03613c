namespace DeepWiki.Core.Data.Jobs;

/// <summary>Origin of a job: its caller and trace.</summary>
/// <param name="NeedsCredential">True when the caller leaves a token for the fetch.</param>
/// <param name="TraceParent">The trace that the job goes on with, if any.</param>
public sealed record JobOrigin(bool NeedsCredential, string? TraceParent)
{
    /// <summary>The product itself, for a repository anybody can read.</summary>
    public static JobOrigin Own { get; } = new(false, null);

    /// <summary>Tells callers apart whose waiting jobs are bounded; null for one who is not. Nothing leads back from it to an address.</summary>
    public byte[]? Caller { get; init; }
}
