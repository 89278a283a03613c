using DeepWiki.Core.Chunks;

namespace DeepWiki.Core.Wiki;

/// <summary>The text of a file as far as a page may use it.</summary>
/// <param name="Path">Path at the commit of the index.</param>
/// <param name="Blocks">Its lines, ascending and without overlap.</param>
public sealed record PageFile(string Path, IReadOnlyList<ContextBlock> Blocks);
