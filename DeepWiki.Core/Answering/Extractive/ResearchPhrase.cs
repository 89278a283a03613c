namespace DeepWiki.Core.Answering.Extractive;

/// <summary>The sentences around the rounds of a research. No sentence may read as if the research were over before its last round.</summary>
internal enum ResearchPhrase
{
    /// <summary>{0} the topic.</summary>
    Goal,

    First,

    /// <summary>{0} paths.</summary>
    Before,

    /// <summary>{0} the topic.</summary>
    NothingNew,

    Open,

    GatherAll,

    /// <summary>{0} the topic.</summary>
    Answer,

    /// <summary>{0} the topic.</summary>
    Parts,

    NothingOnThis,

    /// <summary>{0} a number of places, {1} of files.</summary>
    Places,

    /// <summary>{0} sub-questions.</summary>
    StaysOpen,
}
