using DeepWiki.Core.SourceCode;
using DeepWiki.Core.SourceCode.Parsing;

namespace DeepWiki.Indexer.Indexing;

/// <summary>A blob that was read and cut.</summary>
/// <param name="Blob">Object id.</param>
/// <param name="Path">The path under which it was met first; part of the embedded text.</param>
/// <param name="Lines">Number of its lines.</param>
/// <param name="Skip">Number of the reason its content is not indexed; null when it is.</param>
/// <param name="Source">Declarations and imports of a source file.</param>
/// <param name="Chunks">Chunks in line order; empty when it is skipped or has nothing to index.</param>
internal sealed record ChunkedBlob(byte[] Blob, string Path, int Lines, short? Skip, ParsedSource Source, IReadOnlyList<Chunk> Chunks);
