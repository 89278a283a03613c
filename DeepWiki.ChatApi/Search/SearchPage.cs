using DeepWiki.Core.Retrieval;
using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.ChatApi.Search;

/// <summary>Result of a search, as clients see it.</summary>
/// <param name="Commit">The commit that was indexed.</param>
/// <param name="Mode">Ranking signals that took part.</param>
/// <param name="Degraded">Parts of the search that could not take part.</param>
/// <param name="Supported">True when an answer would be given from it; null in modes that do not ask all lists.</param>
/// <param name="MissingTerms">Words of the question that the index does not contain.</param>
/// <param name="Items">Files, best first.</param>
internal sealed record SearchPage(
    string Commit, RetrievalMode Mode, IReadOnlyList<MissingPart> Degraded, bool? Supported, IReadOnlyList<string> MissingTerms,
    IReadOnlyList<SearchItem> Items);
