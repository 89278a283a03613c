using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tasks;

namespace DeepWiki.Core.Answering;

/// <summary>Gives each request to the handler of its intent.</summary>
internal sealed class IntentHandlers(QuestionHandler questions, ResearchHandler research, OutlineHandler outlines, PageHandler pages)
{
    /// <summary>The answer to write, its evidence found.</summary>
    public Task<AnswerTask> PrepareAsync(AnswerRequest request, CancellationToken cancellationToken) => request.Intent switch
    {
        QuestionIntent intent => questions.PrepareAsync(request, intent, cancellationToken),
        ResearchIntent intent => research.PrepareAsync(request, intent, cancellationToken),
        OutlineIntent intent => outlines.PrepareAsync(request, intent, cancellationToken),
        PageIntent intent => pages.PrepareAsync(request, intent, cancellationToken),
        PresentationIntent intent => pages.PrepareAsync(request, intent, cancellationToken),
        _ => throw new NotSupportedException(request.Intent.Name),
    };
}
