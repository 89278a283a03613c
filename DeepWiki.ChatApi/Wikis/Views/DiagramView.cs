namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>A diagram of a page.</summary>
/// <param name="At">Place of its fenced block in the Markdown, in UTF-16 units.</param>
/// <param name="Length">Length of that block.</param>
/// <param name="Kind">First word of its source.</param>
/// <param name="Valid">True when it parses.</param>
/// <param name="Computed">True when it was drawn from the code and not by a model.</param>
/// <param name="Error">Fault of one that does not parse; null for none.</param>
internal sealed record DiagramView(int At, int Length, string Kind, bool Valid, bool Computed, string? Error);
