using DeepWiki.Core.Storage;

namespace DeepWiki.ChatApi.Indexes;

/// <summary>Which index a request needs.</summary>
/// <param name="Key">Its series.</param>
/// <param name="Settings">How to build it.</param>
/// <param name="Identity">Under which its metadata is cached.</param>
internal sealed record WantedIndex(SeriesKey Key, IndexJobSettings Settings, string Identity);
