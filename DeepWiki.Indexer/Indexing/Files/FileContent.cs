using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Indexer.Indexing.Files;

/// <summary>An entry with its bytes.</summary>
/// <param name="Entry">Entry that was asked for.</param>
/// <param name="Bytes">Valid until the next content is read; null when the object is not there or is larger than its entry said.</param>
internal readonly record struct FileContent(TreeEntry Entry, ReadOnlyMemory<byte>? Bytes);
