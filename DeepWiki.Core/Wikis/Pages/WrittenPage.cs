using DeepWiki.Core.Wikis.Diagrams;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>A page as it was written without a model.</summary>
/// <param name="Deltas">Its text in the pieces in which it is streamed, at least two.</param>
/// <param name="Diagrams">Its diagrams, in the order in which they stand in it.</param>
internal sealed record WrittenPage(IReadOnlyList<string> Deltas, IReadOnlyList<ComputedDiagram> Diagrams);
