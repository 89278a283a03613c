using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.Core.Retrieval;

/// <summary>Files by how well they fit a question, and what they were ranked by.</summary>
/// <param name="Found">Results of the searches.</param>
/// <param name="Files">Files, best first.</param>
/// <param name="Chunks">The chunks that were found, by path.</param>
internal sealed record Ranking(SearchLists Found, IReadOnlyList<RankedFile> Files, ILookup<string, PickedChunk> Chunks);
