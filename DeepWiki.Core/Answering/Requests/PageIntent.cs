using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Answering.Requests;

/// <summary>A page of a wiki, as Markdown.</summary>
/// <param name="Title">Title of the page.</param>
/// <param name="Files">Paths of the files it is to rest on.</param>
public sealed record PageIntent(string Title, IReadOnlyList<string> Files) : AnswerIntent
{
    public override string Name => "page";

    /// <summary>The order for the page beside its title and files.</summary>
    public PageBrief Brief { get; init; } = PageBrief.None;

    /// <summary>The other pages of its wiki, in their order; none where they are not known.</summary>
    internal IReadOnlyList<PageLink> Pages { get; init; } = [];
}
