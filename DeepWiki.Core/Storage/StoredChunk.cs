namespace DeepWiki.Core.Storage;

/// <summary>A chunk as read back.</summary>
public sealed record StoredChunk(long ChunkId, long BlobNumber, int StartLine, int EndLine, string? Symbol, string Text);
