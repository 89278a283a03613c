using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Lookup;

/// <summary>Lines that name something, its declarations apart.</summary>
/// <param name="Name">The name that was looked for.</param>
/// <param name="Declarations">Lines that declare it.</param>
/// <param name="Blocks">Runs of lines that name it, those of one file together, tests behind others.</param>
/// <param name="Lines">Number of lines that name it in the blocks.</param>
/// <param name="IsCut">True when there are more.</param>
public sealed record ReferenceHits(string Name, IReadOnlyList<LineRange> Declarations, IReadOnlyList<ContextBlock> Blocks, int Lines, bool IsCut);
