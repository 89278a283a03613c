using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.TextFilters;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Prompts;

namespace DeepWiki.Core.Answering.Tasks;

/// <summary>The outline of a wiki to write.</summary>
/// <param name="Facts">Files and README of the repository.</param>
/// <param name="Detail">Sections and many pages, or few pages.</param>
internal sealed record OutlineTask(RepositoryFacts Facts, OutlineDetail Detail) : AnswerTask
{
    public override AnswerSources Sources => new([], null);

    public override ITextFilter CreateFilter(CitationVerifier verifier) => new FilterChain();
}
