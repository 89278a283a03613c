using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;

namespace DeepWiki.ChatApi.Indexing;

/// <summary>Index that a request needs.</summary>
/// <param name="Key">Its series.</param>
/// <param name="Settings">Settings to build it with.</param>
/// <param name="Identity">Identity of the repository, under which its metadata is cached.</param>
/// <param name="Caller">Caller on whose account a job is queued; null for one whose jobs are not counted.</param>
internal sealed record WantedIndex(SeriesKey Key, IndexJobSettings Settings, string Identity, string? Caller);
