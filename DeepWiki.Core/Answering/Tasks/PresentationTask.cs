using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.TextFilters;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Answering.Tasks;

/// <summary>Teaching material to write.</summary>
/// <param name="Presentation">Its form.</param>
/// <param name="Facts">Its title and files.</param>
internal sealed record PresentationTask(PresentationIntent Presentation, PageFacts Facts) : AnswerTask
{
    public override AnswerSources Sources => new([.. Facts.Files.SelectMany(file => file.Blocks)], null);

    // HTML and lists of titles hold no references, and a bracket in a script must stay what it is.
    public override ITextFilter CreateFilter(CitationVerifier verifier) =>
        Presentation.Form == PresentationForm.Workshop ? base.CreateFilter(verifier) : new FilterChain();
}
