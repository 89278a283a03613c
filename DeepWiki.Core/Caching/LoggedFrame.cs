namespace DeepWiki.Core.Caching;

/// <summary>A frame of an ask as it was logged.</summary>
/// <param name="Number">Its number, from 1; 0 for a sign of progress, which is told and not kept.</param>
/// <param name="Json">The frame.</param>
public sealed record LoggedFrame(long Number, string Json);
