using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.TextFilters;

namespace DeepWiki.Core.Answering.Tasks;

/// <summary>An answer to write, with the evidence that was found for it.</summary>
internal abstract record AnswerTask
{
    /// <summary>The evidence, as the asker is told of it.</summary>
    public abstract AnswerSources Sources { get; }

    /// <summary>The filter that the text passes through, whoever writes it.</summary>
    public virtual ITextFilter CreateFilter(CitationVerifier verifier) => new CitationFilter(verifier);

    /// <summary>The filter that the text of a model passes through before that one; null for none.</summary>
    public virtual ITextFilter? CreateModelFilter() => null;

    /// <summary>The server's own beginning of what a model writes, which is no answer without more; empty for none.</summary>
    public virtual string WriteHead(AnswerRequest request) => "";
}
