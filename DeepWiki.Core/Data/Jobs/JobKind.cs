namespace DeepWiki.Core.Data.Jobs;

/// <summary>Kinds of durable jobs. Their names in lower case are stored.</summary>
public enum JobKind
{
    /// <summary>Brings the index of a repository to a commit.</summary>
    Index,

    /// <summary>Plans a wiki and writes its pages.</summary>
    Wiki,

    /// <summary>Brings a wiki to the commit that is indexed now.</summary>
    Refresh,

    /// <summary>Writes one page of a wiki anew.</summary>
    Page,

    /// <summary>Writes what a branch would change in a wiki; nothing of it is published.</summary>
    Preview,
}
