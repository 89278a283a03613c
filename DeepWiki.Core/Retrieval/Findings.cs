namespace DeepWiki.Core.Retrieval;

/// <summary>Result of a search for people, with its reasons.</summary>
/// <param name="Hits">Files, best first.</param>
/// <param name="MissingTerms">Words of the question that the index does not contain.</param>
/// <param name="IsSupported">True when an answer would be given from it; null when not all lists were asked, which it is judged by.</param>
/// <param name="MissingParts">Parts of the search that could not take part.</param>
public sealed record Findings(
    IReadOnlyList<Hit> Hits, IReadOnlyList<string> MissingTerms, bool? IsSupported, IReadOnlyList<MissingPart> MissingParts);
