using DeepWiki.Core.SourceCode;
using DeepWiki.Core.SourceCode.Parsing;

namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>A file cut into chunks.</summary>
/// <param name="Chunks">Chunks, ascending, apart from each other, covering every line that is not blank.</param>
/// <param name="Source">Declarations and imports of a source file.</param>
internal sealed record ChunkedFile(IReadOnlyList<Chunk> Chunks, ParsedSource Source);
