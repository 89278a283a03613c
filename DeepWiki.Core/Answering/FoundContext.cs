using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Retrieval;

namespace DeepWiki.Core.Answering;

/// <summary>Makes the context of an answer from what a search found.</summary>
internal static class FoundContext
{
    public static AnswerContext Create(AnswerRequest request, string question, RetrievalResult found) =>
        new(question, request.RepositoryName, found.Blocks, found.MissingTerms, found.NearestPaths)
        {
            Language = request.Language,
            IsDegraded = found.Degraded,
        };
}
