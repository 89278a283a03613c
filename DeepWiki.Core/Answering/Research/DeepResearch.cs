using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Retrieval;

namespace DeepWiki.Core.Answering.Research;

/// <summary>Does a whole research in one answer, with a model or without one.</summary>
internal sealed class DeepResearch(Retriever retriever, ModelResearch model, IndexResearch index)
{
    /// <summary>Finds the first evidence, then gives the stream of the research.</summary>
    /// <exception cref="DeepWikiException">The index cannot be searched; the stream itself throws it for a model that fails.</exception>
    public async Task<IAsyncEnumerable<AnswerEvent>> StartAsync(AnswerRequest request, DeepResearchIntent intent, CancellationToken cancellationToken)
    {
        var query = new RetrievalQuery(QueryText.Shorten(intent.Question)) { FilePath = request.FilePath };
        var result = await retriever.RetrieveAsync(request.Index, query, cancellationToken);
        var found = new AnswerContext(intent.Question, request.RepositoryName, result.Blocks, result.MissingTerms, result.NearestPaths)
        {
            Language = request.Language,
            IsDegraded = result.Degraded,
        };
        var rounds = new ResearchRounds(intent, request.Conclude);
        return request.Model.IsLocal
            ? index.RunAsync(request, rounds, found, cancellationToken)
            : model.RunAsync(request, rounds, found, cancellationToken);
    }
}
