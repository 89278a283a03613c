namespace DeepWiki.Core.Data.Search;

/// <summary>A chunk that a search found, under the path it has in the pinned generation.</summary>
/// <param name="ChunkId">The chunk.</param>
/// <param name="BlobNumber">The blob it belongs to.</param>
/// <param name="Path">First of the blob's paths in ordinal order.</param>
/// <param name="Score">Score; larger is better, and only comparable within one search.</param>
public sealed record ChunkHit(long ChunkId, long BlobNumber, string Path, double Score);
