using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Events;

/// <summary>The evidence an answer rests on.</summary>
/// <param name="Blocks">Lines of the repository, best first.</param>
/// <param name="IsDegraded">True when vectors could not take part in the search, or not all of them; null when nothing was searched.</param>
public sealed record AnswerSources(IReadOnlyList<ContextBlock> Blocks, bool? IsDegraded) : AnswerEvent;
