using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tasks;
using DeepWiki.Core.Answering.TextFilters;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Generation;

/// <summary>Turns what a generator writes into what is sent: filtered as the task asks, its citations verified against what was shown.</summary>
/// <param name="request">Says where lines can be opened.</param>
/// <param name="task">Says which filter applies.</param>
/// <param name="shown">The lines that can be cited.</param>
/// <param name="shape">A filter of the generator's own before the others; null for none.</param>
internal sealed class VerifiedText(AnswerRequest request, AnswerTask task, IReadOnlyList<ContextBlock> shown, ITextFilter? shape = null)
{
    private readonly CitationVerifier verifier = new(shown, request.LinkTo);
    private ITextFilter? filter;

    public AnswerCitations Citations => new(verifier.Sent, verifier.Dropped);

    private ITextFilter Filter => filter ??= shape is null ? task.CreateFilter(verifier) : new FilterChain(shape, task.CreateFilter(verifier));

    /// <summary>The delta that can be sent after more text; null while all of it is held back.</summary>
    public AnswerDelta? Push(string text) => Delta(Filter.Push(text));

    /// <summary>The delta that was held back until the end; null for none.</summary>
    public AnswerDelta? Finish() => Delta(Filter.Finish());

    private static AnswerDelta? Delta(string text) => text.Length > 0 ? new AnswerDelta(text) : null;
}
