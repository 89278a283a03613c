using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.TextFilters;
using DeepWiki.Core.Prompts;

namespace DeepWiki.Core.Answering.Tasks;

/// <summary>A round of a research to write.</summary>
/// <param name="Research">The round.</param>
/// <param name="Found">The topic and the evidence of this round.</param>
internal sealed record ResearchTask(ResearchIntent Research, AnswerContext Found) : AnswerTask
{
    private const int MaxOpen = 3;

    public override AnswerSources Sources => new(Found.Blocks, Found.IsDegraded);

    public override ITextFilter CreateFilter(CitationVerifier verifier) =>
        new FilterChain(new ResearchText(Research, NextFiles()), base.CreateFilter(verifier));

    // For an answer that does not say itself what comes next.
    private List<string> NextFiles() =>
        [
            .. Found.Blocks.Select(block => block.Path).Concat(Found.NearestPaths)
                .Distinct(StringComparer.Ordinal).Where(path => !path.Contains('`')).Take(MaxOpen),
        ];
}
