using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;

namespace DeepWiki.ChatApi.Indexing;

/// <summary>Which index a request needs.</summary>
/// <param name="Key">Its series.</param>
/// <param name="Settings">How to build it.</param>
/// <param name="Identity">Under which its metadata is cached.</param>
/// <param name="Caller">On whose account a job is queued; null for one whose jobs are not counted.</param>
internal sealed record WantedIndex(SeriesKey Key, IndexJobSettings Settings, string Identity, string? Caller);
