using DeepWiki.Core.Data.Index;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>A file cut into chunks.</summary>
/// <param name="Chunks">Ascending, apart from each other, covering every line that is not blank.</param>
/// <param name="Symbols">Declarations of a source file, in line order.</param>
/// <param name="SymbolsFailed">Whether its symbols could not be read although its language is known: not worth another try for this blob.</param>
internal sealed record ChunkedFile(IReadOnlyList<Chunk> Chunks, IReadOnlyList<SymbolRow> Symbols, bool SymbolsFailed);
