using DeepWiki.Core.SourceCode;
using DeepWiki.Core.SourceCode.Parsing;

namespace DeepWiki.Indexer.Indexing;

/// <summary>A blob that was read and cut.</summary>
/// <param name="Blob">Object id.</param>
/// <param name="Path">The path under which it was met first; part of the embedded text.</param>
/// <param name="Lines">How many lines it has.</param>
/// <param name="Skip">Number of the reason why its content is not indexed.</param>
/// <param name="Source">What a source file declares and imports.</param>
/// <param name="Chunks">Empty when it is skipped or has nothing to index.</param>
internal sealed record ChunkedBlob(byte[] Blob, string Path, int Lines, short? Skip, ParsedSource Source, IReadOnlyList<Chunk> Chunks);
