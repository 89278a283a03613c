namespace DeepWiki.Core.Wikis.Export;

/// <summary>A page as the search of a site knows it.</summary>
/// <param name="File">Its file.</param>
/// <param name="Title">Its title.</param>
/// <param name="Section">Title of its section.</param>
/// <param name="Headings">Its headings, each with its anchor.</param>
/// <param name="Text">Its words.</param>
internal sealed record SearchEntry(string File, string Title, string Section, IReadOnlyList<IReadOnlyList<string>> Headings, string Text);
