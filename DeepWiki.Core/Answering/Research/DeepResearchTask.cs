using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Tasks;
using DeepWiki.Core.Prompts;

namespace DeepWiki.Core.Answering.Research;

/// <summary>A whole research to write.</summary>
/// <param name="Found">The question and the first evidence.</param>
internal sealed record DeepResearchTask(AnswerContext Found) : AnswerTask
{
    public override AnswerSources Sources => new(Found.Blocks, Found.IsDegraded);
}
