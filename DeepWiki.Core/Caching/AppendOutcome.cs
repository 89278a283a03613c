namespace DeepWiki.Core.Caching;

/// <summary>Outcomes of appending frames to the log of an ask.</summary>
public enum AppendOutcome
{
    /// <summary>Redis did not answer: nothing is known to be stored.</summary>
    Lost,

    /// <summary>Redis has the frames.</summary>
    Stored,

    /// <summary>Another replica has appended frames with these numbers: it answers the ask now.</summary>
    Superseded,
}
