using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>A page of an outline in the making.</summary>
/// <param name="Title">Title that readers see.</param>
/// <param name="Description">Subject of the page, in a sentence.</param>
/// <param name="Importance">Importance for a first reader.</param>
/// <param name="Files">Its files, best first.</param>
/// <param name="Group">The section it is to stand in.</param>
/// <param name="Folder">The folder it is about; null for pages that are about none.</param>
internal sealed record DraftPage(string Title, string Description, PageImportance Importance, IReadOnlyList<string> Files, string Group, string? Folder);
