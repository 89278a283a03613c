using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>A page of an outline in the making.</summary>
/// <param name="Title">What readers see.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Importance">How much it matters.</param>
/// <param name="Files">Its files, best first.</param>
/// <param name="Group">The section it is to stand in.</param>
/// <param name="Folder">The folder it is about; null for pages that are about none.</param>
internal sealed record DraftPage(string Title, string Description, PageImportance Importance, IReadOnlyList<string> Files, string Group, string? Folder);
