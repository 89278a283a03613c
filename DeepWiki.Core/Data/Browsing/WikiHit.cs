namespace DeepWiki.Core.Data.Browsing;

/// <summary>A place in a wiki or its sources that a search found.</summary>
/// <param name="Kind">page, heading, symbol or file.</param>
/// <param name="Title">Title of the page, words of the heading, name of the declaration or of the file.</param>
/// <param name="Slug">The page; null for a symbol or a file.</param>
/// <param name="Anchor">Anchor of a heading; null for any other.</param>
/// <param name="Path">Path of the file; null for a page or heading.</param>
/// <param name="Line">Line of the declaration; null for any other.</param>
/// <param name="Snippet">Some words around what was found; empty for none.</param>
/// <param name="Score">Comparable within one list.</param>
public sealed record WikiHit(string Kind, string Title, string? Slug, string? Anchor, string? Path, int? Line, string Snippet, double Score);
