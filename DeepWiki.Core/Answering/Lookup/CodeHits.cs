using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Lookup;

/// <summary>Result of a search for code.</summary>
/// <param name="Query">The words.</param>
/// <param name="Hits">Places, best first.</param>
/// <param name="MissingTerms">Words that no file has.</param>
/// <param name="IsCut">True when there were more, or longer ones, than the bounds let through.</param>
public sealed record CodeHits(string Query, IReadOnlyList<ContextBlock> Hits, IReadOnlyList<string> MissingTerms, bool IsCut);
