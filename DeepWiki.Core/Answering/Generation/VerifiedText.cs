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
/// <param name="shown">The lines that can be cited; more may be added while the answer is written.</param>
/// <param name="shape">A filter of the generator's own before the others; null for none.</param>
/// <param name="head">The server's own beginning of the text, sent with the first delta; empty for none.</param>
internal sealed class VerifiedText(
    AnswerRequest request, AnswerTask task, IReadOnlyList<ContextBlock> shown, ITextFilter? shape = null, string head = "")
{
    private readonly CitationVerifier verifier = new(shown, request.LinkTo);
    private ITextFilter? filter;

    /// <summary>True once there was a delta.</summary>
    public bool HasBegun { get; private set; }

    public AnswerCitations Citations => new(verifier.Sent, verifier.Dropped);

    private ITextFilter Filter => filter ??= shape is null ? task.CreateFilter(verifier) : new FilterChain(shape, task.CreateFilter(verifier));

    /// <summary>The delta that can be sent after more text and the citations in it; none while all of it is held back.</summary>
    public IReadOnlyList<AnswerEvent> Push(string text) => Give(Filter.Push(text));

    /// <summary>The delta that was held back until the end, and the citations in it.</summary>
    public IReadOnlyList<AnswerEvent> Finish() => Give(Filter.Finish());

    private IReadOnlyList<AnswerEvent> Give(string text)
    {
        List<AnswerEvent> events = text.Length > 0 ? [new AnswerDelta(HasBegun ? text : head + text)] : [];
        HasBegun |= text.Length > 0;
        events.AddRange(verifier.TakePlaced().Select(citation => citation with { At = citation.At + head.Length }));
        return events;
    }
}
