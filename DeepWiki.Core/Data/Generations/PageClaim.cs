namespace DeepWiki.Core.Data.Generations;

/// <summary>The right to write one page. A later claim raises the epoch, and what an older one has written is refused.</summary>
/// <param name="GenerationId">The generation.</param>
/// <param name="PageId">The page.</param>
/// <param name="Epoch">Fencing token.</param>
/// <param name="Attempt">Number of claims, this one included.</param>
/// <param name="TraceParent">W3C trace context of the request that the wiki was asked for with; null for none.</param>
public sealed record PageClaim(int GenerationId, int PageId, int Epoch, int Attempt, string? TraceParent);
