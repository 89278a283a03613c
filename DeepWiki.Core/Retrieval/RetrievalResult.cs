using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Retrieval;

/// <summary>Evidence for one question.</summary>
/// <param name="Blocks">Context blocks for the model, best first; empty when nothing supports an answer.</param>
/// <param name="MissingTerms">Words of the question that the index does not contain.</param>
/// <param name="NearestPaths">The files that came closest, whether or not they support an answer.</param>
/// <param name="Degraded">True when vectors could not take part.</param>
public sealed record RetrievalResult(
    IReadOnlyList<ContextBlock> Blocks, IReadOnlyList<string> MissingTerms, IReadOnlyList<string> NearestPaths, bool Degraded);
