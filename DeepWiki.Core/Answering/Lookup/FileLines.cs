using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Lookup;

/// <summary>Lines of one file.</summary>
/// <param name="Path">Path at the commit of the index.</param>
/// <param name="TotalLines">Number of lines of the file.</param>
/// <param name="Blocks">The lines, ascending; more than one block where lines in between are not indexed.</param>
/// <param name="Skip">Name of the reason that its content is not indexed; null for one that is.</param>
/// <param name="NextLine">The line to go on from; null when the file, or the range that was asked for, ends here.</param>
public sealed record FileLines(string Path, int TotalLines, IReadOnlyList<ContextBlock> Blocks, string? Skip, int? NextLine);
