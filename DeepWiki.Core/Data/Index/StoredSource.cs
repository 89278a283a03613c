using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Data.Index;

/// <summary>Content that an index holds of one file at its commit.</summary>
/// <param name="Commit">Object id of the commit, in hexadecimal.</param>
/// <param name="Blob">Object id of the content, 20 or 32 bytes.</param>
/// <param name="Lines">Number of lines of the content.</param>
/// <param name="Ref">The view it was found in: a branch, tag or commit; empty for the head.</param>
/// <param name="Chunks">Its text in line order. Lines between two chunks are blank, or were not worth a chunk.</param>
/// <param name="Symbols">Its declarations in line order.</param>
public sealed record StoredSource(
    string Commit, byte[] Blob, int Lines, string Ref, IReadOnlyList<StoredChunk> Chunks, IReadOnlyList<Declaration> Symbols);
