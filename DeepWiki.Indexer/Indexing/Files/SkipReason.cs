namespace DeepWiki.Indexer.Indexing.Files;

/// <summary>Reason a file has no chunks. Counts by reason stand in the job's report; the numbers are stored.</summary>
internal enum SkipReason
{
    Filtered = 1,
    Symlink = 2,
    Submodule = 3,
    Empty = 4,
    TooLarge = 5,
    Binary = 6,
    LfsPointer = 7,
    LockFile = 8,
    Minified = 9,
    Generated = 10,
    Undecodable = 11,

    /// <summary>The repository has more text than is indexed.</summary>
    TooManyFiles = 12,

    /// <summary>Its object is not there, or not what the tree says.</summary>
    Missing = 13,
}
