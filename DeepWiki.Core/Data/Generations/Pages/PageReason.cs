namespace DeepWiki.Core.Data.Generations.Pages;

/// <summary>Reason for the version that a generation has of a page.</summary>
public enum PageReason
{
    /// <summary>The page is new.</summary>
    New,

    /// <summary>Lines it stands on changed.</summary>
    SourcesChanged,

    /// <summary>Lines it cites moved; its words are the same.</summary>
    LinesMoved,

    /// <summary>Somebody asked for it to be written anew.</summary>
    Asked,

    /// <summary>It is that of the generation before.</summary>
    Unchanged,
}
