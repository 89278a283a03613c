using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Indexer.Indexing.Files;

/// <summary>Source of an index job's files: one commit, or one state of a folder.</summary>
internal interface IFileSource
{
    /// <summary>Commit the files belong to; a fingerprint for a folder without Git.</summary>
    ObjectId Commit { get; }

    /// <summary>All entries, in a fixed order.</summary>
    IAsyncEnumerable<TreeEntry> ListAsync(CancellationToken cancellationToken);

    /// <summary>The contents of the entries asked for, in their order, while the requests still come.</summary>
    IAsyncEnumerable<FileContent> ReadAsync(IAsyncEnumerable<TreeEntry> entries, CancellationToken cancellationToken);
}
