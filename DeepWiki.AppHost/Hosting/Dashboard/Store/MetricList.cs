namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <param name="Charts">In a fixed order, those without data too.</param>
/// <param name="Instruments">All that sent something in the last minutes.</param>
/// <param name="DroppedSeries">Series forgotten, and points of series refused, for want of room.</param>
internal sealed record MetricList(IReadOnlyList<Chart> Charts, IReadOnlyList<InstrumentRow> Instruments, long DroppedSeries);
