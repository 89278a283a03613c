using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tasks;
using DeepWiki.Core.Retrieval;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Answering;

/// <summary>Finds the evidence for a question.</summary>
internal sealed class QuestionHandler(Retriever retriever)
{
    public async Task<AnswerTask> PrepareAsync(AnswerRequest request, QuestionIntent intent, CancellationToken cancellationToken)
    {
        var earlier = request.History.LastOrDefault(message => message.Role == ChatRole.User)?.Text;
        var query = new RetrievalQuery(QueryText.Shorten(intent.Question))
        {
            Previous = earlier is null ? null : QueryText.Shorten(earlier),
            FilePath = request.FilePath,
        };
        var found = await retriever.RetrieveAsync(request.Index, query, cancellationToken);
        return new QuestionTask(FoundContext.Create(request, intent.Question, found));
    }
}
