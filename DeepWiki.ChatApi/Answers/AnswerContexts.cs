using DeepWiki.Core.Prompts;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.ChatApi.Answers;

/// <summary>Makes the context of an answer.</summary>
internal static class AnswerContexts
{
    public static AnswerContext Of(AnswerRequest ask, string question, RetrievalResult found)
    {
        ask.Activity?.SetTag(Tags.Sources, found.Blocks.Count).SetTag(Tags.Degraded, found.Degraded);
        return new AnswerContext(question, ask.RepositoryName, found.Blocks, found.MissingTerms, found.NearestPaths)
        {
            Language = ask.Request.Language,
            IsDegraded = found.Degraded,
        };
    }

    /// <summary>Files that were chosen, not found.</summary>
    public static AnswerContext Of(AnswerRequest ask, string question, IReadOnlyList<ContextBlock> blocks)
    {
        ask.Activity?.SetTag(Tags.Sources, blocks.Count);
        return new AnswerContext(question, ask.RepositoryName, blocks, [], []) { Language = ask.Request.Language };
    }
}
