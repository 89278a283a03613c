using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.TextFilters;

namespace DeepWiki.Core.Answering.Tasks;

/// <summary>An answer to write, with the evidence that was found for it.</summary>
internal abstract record AnswerTask
{
    /// <summary>The evidence, as the asker is told of it.</summary>
    public abstract AnswerSources Sources { get; }

    /// <summary>The filter that the text passes through, whoever writes it.</summary>
    public virtual ITextFilter CreateFilter(CitationVerifier verifier) => new CitationFilter(verifier);
}
