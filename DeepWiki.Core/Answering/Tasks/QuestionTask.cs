using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Prompts;

namespace DeepWiki.Core.Answering.Tasks;

/// <summary>A question to answer.</summary>
/// <param name="Found">The question and its evidence.</param>
internal sealed record QuestionTask(AnswerContext Found) : AnswerTask
{
    public override AnswerSources Sources => new(Found.Blocks, Found.IsDegraded);
}
