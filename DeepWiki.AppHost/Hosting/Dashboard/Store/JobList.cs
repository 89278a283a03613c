namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <param name="Jobs">Newest first.</param>
/// <param name="Active">Running now.</param>
/// <param name="Dropped">Spans that had to make room.</param>
internal sealed record JobList(IReadOnlyList<JobRow> Jobs, long Active, long Dropped);
