namespace DeepWiki.ChatApi.Jobs;

/// <summary>Files that an index leaves out.</summary>
/// <param name="Total">Number of all.</param>
/// <param name="ByReason">Numbers by reason.</param>
internal sealed record SkippedView(int Total, IReadOnlyDictionary<string, int> ByReason);
