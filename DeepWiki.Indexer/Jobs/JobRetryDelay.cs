namespace DeepWiki.Indexer.Jobs;

/// <summary>Delay of a job after an outage: twice as long each time, up to a minute, spread so that jobs do not come back together.</summary>
internal static class JobRetryDelay
{
    /// <summary>Outages that follow each other for longer than this end the job.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(60);

    /// <summary>The pause after so many interruptions before this one.</summary>
    /// <param name="interruptions">Interruptions before.</param>
    /// <param name="share">Position in the spread, from 0 to 1.</param>
    public static TimeSpan After(int interruptions, double share)
    {
        // Six doublings pass the longest pause; more would only overflow.
        var pause = First * (1 << Math.Clamp(interruptions, 0, 6));
        return (pause < Max ? pause : Max) * share;
    }
}
