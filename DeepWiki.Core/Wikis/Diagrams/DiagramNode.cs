namespace DeepWiki.Core.Wikis.Diagrams;

/// <summary>A node of a diagram that was computed, with the lines it stands for.</summary>
/// <param name="Id">Its id in the diagram.</param>
/// <param name="Label">Its label, as it was before it was escaped.</param>
/// <param name="Path">Path of its file.</param>
/// <param name="StartLine">First line, from 1.</param>
/// <param name="EndLine">Last line, inclusive.</param>
internal sealed record DiagramNode(string Id, string Label, string Path, int StartLine, int EndLine);
