namespace DeepWiki.Core.Retrieval;

/// <summary>A chunk that a search found, with what the searches said about it.</summary>
internal sealed record PickedChunk(long ChunkId, string Path, double Score, double LexicalScore);
