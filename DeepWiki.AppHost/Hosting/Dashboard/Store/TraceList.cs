namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <param name="Traces">Newest first.</param>
/// <param name="Dropped">Spans that had to make room.</param>
/// <param name="Resources">The names of all, for the filter.</param>
internal sealed record TraceList(IReadOnlyList<TraceRow> Traces, long Dropped, IReadOnlyList<string> Resources);
