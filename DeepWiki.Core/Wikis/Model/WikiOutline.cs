using DeepWiki.Core.Wikis.Modules;

namespace DeepWiki.Core.Wikis.Model;

/// <summary>Outline of a wiki: its sections and pages, before the pages are written.</summary>
/// <param name="Title">The repository, as its README calls it.</param>
/// <param name="Description">Description of the repository in one or two sentences.</param>
/// <param name="Sections">Groups of pages; none when the wiki is concise.</param>
/// <param name="Pages">The pages in reading order.</param>
internal sealed record WikiOutline(string Title, string Description, IReadOnlyList<OutlineSection> Sections, IReadOnlyList<OutlinePage> Pages)
{
    /// <summary>Parts of the repository and their dependencies, for the page about the whole; empty where a model made the outline.</summary>
    public ModuleMap Modules { get; init; } = ModuleMap.Empty;
}
