namespace DeepWiki.Core.Wikis.Model;

/// <summary>What a wiki consists of, before its pages are written.</summary>
/// <param name="Title">The repository, as its README calls it.</param>
/// <param name="Description">What it is, in one or two sentences.</param>
/// <param name="Sections">Groups of pages; none when the wiki is concise.</param>
/// <param name="Pages">The pages in reading order.</param>
public sealed record WikiOutline(string Title, string Description, IReadOnlyList<OutlineSection> Sections, IReadOnlyList<OutlinePage> Pages);
