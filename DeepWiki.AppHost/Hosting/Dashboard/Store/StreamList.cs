namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <param name="Streams">Newest first.</param>
/// <param name="Active">Running now.</param>
/// <param name="Dropped">Spans that had to make room.</param>
internal sealed record StreamList(IReadOnlyList<StreamRow> Streams, long Active, long Dropped);
