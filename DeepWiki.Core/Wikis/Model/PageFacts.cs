using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Wikis.Modules;

namespace DeepWiki.Core.Wikis.Model;

/// <summary>Facts a page is written from.</summary>
/// <param name="Title">Title of the page.</param>
/// <param name="Repository">The repository's name.</param>
/// <param name="Language">Code of the language it is written in.</param>
/// <param name="Files">Its files, best first.</param>
internal sealed record PageFacts(string Title, string Repository, string Language, IReadOnlyList<PageFile> Files)
{
    /// <summary>The other pages of the wiki, in its order; none where they are not known.</summary>
    public IReadOnlyList<PageLink> Pages { get; init; } = [];

    /// <summary>Parts of the repository, for the page about the whole; empty to find them among the files of the page.</summary>
    public ModuleMap Modules { get; init; } = ModuleMap.Empty;
}
