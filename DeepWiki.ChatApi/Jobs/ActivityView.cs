namespace DeepWiki.ChatApi.Jobs;

/// <summary>Work of this moment and of late.</summary>
/// <param name="Running">Jobs that are being worked on.</param>
/// <param name="Queued">Jobs that wait.</param>
/// <param name="Recent">Jobs that ended last.</param>
/// <param name="Streams">Open streams of this replica.</param>
internal sealed record ActivityView(
    IReadOnlyList<JobView> Running, IReadOnlyList<JobView> Queued, IReadOnlyList<JobView> Recent, StreamCountsView Streams);
