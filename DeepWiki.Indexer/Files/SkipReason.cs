namespace DeepWiki.Indexer.Files;

/// <summary>Why a file has no chunks. Counts by reason stand in the job's report.</summary>
internal enum SkipReason
{
    Filtered,
    Symlink,
    Submodule,
    Empty,
    TooLarge,
    Binary,
    LfsPointer,
    LockFile,
    Minified,
    Generated,
    Undecodable,
    TooManyFiles,
}
