using System.Runtime.CompilerServices;
using DeepWiki.ChatApi.Answers.TextFilters;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Retrieval;

namespace DeepWiki.ChatApi.Answers;

/// <summary>Answers a question from the evidence found for it.</summary>
internal sealed class QuestionAnswer(Retriever retriever, ModelAnswer model) : IAnswerWriter
{
    public async IAsyncEnumerable<string> WriteAsync(AnswerRequest ask, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = ask.Request;
        var query = new RetrievalQuery(QueryText.Shorten(request.Question))
        {
            Previous = request.Messages.SkipLast(1).LastOrDefault(turn => turn.Role == "user")?.Content is { } earlier ? QueryText.Shorten(earlier) : null,
            FilePath = request.FilePath,
        };
        var found = AnswerContexts.Of(ask, request.Question, await retriever.RetrieveAsync(ask.Index, query, cancellationToken));
        var history = History.Before(request);
        var answer = model.StreamAsync(
            ask,
            PromptBudget.Fit(found, ask.Model.ContextTokens),
            shown => AnswerPrompt.Build(shown, PromptBudget.FitHistory(history, History.WindowOf(ask, shown)), ask.LanguageName),
            verifier => new CitationFilter(verifier),
            cancellationToken);
        await foreach (var piece in answer)
        {
            yield return piece;
        }
    }
}
