using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Indexer.Indexing.Files;

/// <summary>Where an index job reads from: the files of one commit, or one state of a folder.</summary>
internal interface IFileSource
{
    /// <summary>What the files belong to.</summary>
    ObjectId Commit { get; }

    /// <summary>All entries, in a fixed order.</summary>
    IAsyncEnumerable<TreeEntry> ListAsync(CancellationToken cancellationToken);

    /// <summary>The contents of the entries asked for, in their order, while the requests still come.</summary>
    IAsyncEnumerable<FileContent> ReadAsync(IAsyncEnumerable<TreeEntry> entries, CancellationToken cancellationToken);
}
