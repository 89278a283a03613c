namespace DeepWiki.Core.Git.Objects;

/// <summary>Header that git sends of an object before its content.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type"><c>blob</c>, <c>tree</c>, <c>commit</c>, <c>tag</c>; null when the repository lacks it.</param>
/// <param name="Size">Bytes of content that follow.</param>
/// <param name="MaxBytes">Most bytes the request allowed.</param>
internal sealed record ObjectHeader(ObjectId Id, string? Type, long Size, int MaxBytes);
