namespace DeepWiki.Indexer.Jobs;

/// <summary>The states a job without success can go to.</summary>
internal enum JobEndingKind
{
    /// <summary>Another worker has it by now; nothing is written.</summary>
    Lost,

    /// <summary>Another worker tries it anew, and the attempt does not count.</summary>
    Released,

    /// <summary>A store is out of reach: the job is tried again after a delay, until the outage has lasted too long.</summary>
    Interrupted,

    /// <summary>It ends with an error that its callers see.</summary>
    Failed,

    /// <summary>It ends because of a bug: callers see a neutral error, the log sees everything.</summary>
    Unhandled,
}
