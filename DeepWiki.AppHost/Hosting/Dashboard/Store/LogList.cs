namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <param name="Logs">Newest first, as they arrived.</param>
/// <param name="Dropped">Records that had to make room.</param>
/// <param name="Resources">The names of all, for the filter.</param>
internal sealed record LogList(IReadOnlyList<LogRow> Logs, long Dropped, IReadOnlyList<string> Resources);
