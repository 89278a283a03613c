using DeepWiki.Core.Data.Index;

namespace DeepWiki.Core.Wikis.Model;

/// <summary>Facts a page is written from.</summary>
/// <param name="Title">Title of the page.</param>
/// <param name="Repository">The repository's name.</param>
/// <param name="Language">Code of the language it is written in.</param>
/// <param name="Files">Its files, best first.</param>
internal sealed record PageFacts(string Title, string Repository, string Language, IReadOnlyList<PageFile> Files);
