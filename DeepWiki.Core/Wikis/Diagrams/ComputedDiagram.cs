namespace DeepWiki.Core.Wikis.Diagrams;

/// <summary>A diagram that was computed from the code.</summary>
/// <param name="Source">Its Mermaid source.</param>
/// <param name="Nodes">Its nodes.</param>
internal sealed record ComputedDiagram(string Source, IReadOnlyList<DiagramNode> Nodes);
