namespace DeepWiki.Core.Data.Generations.Pages;

/// <summary>A diagram of a page.</summary>
/// <param name="Position">Place of its fenced block in the stored Markdown, in UTF-16 units.</param>
/// <param name="Length">Length of that block.</param>
/// <param name="Kind">First word of its source, such as <c>flowchart</c>.</param>
/// <param name="IsValid">True when it parses.</param>
/// <param name="IsComputed">True when it was drawn from the code and not by a model.</param>
/// <param name="Error">Fault that keeps it from parsing; null for none.</param>
public sealed record PageDiagram(int Position, int Length, string Kind, bool IsValid, bool IsComputed, string? Error);
