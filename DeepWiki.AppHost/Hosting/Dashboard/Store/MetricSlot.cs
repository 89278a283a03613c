namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>A series at the end of some seconds. Totals never fall, whatever restarts.</summary>
/// <param name="Index">Slots since 1970.</param>
/// <param name="Time">Of the last point in it.</param>
/// <param name="Last">The value as it was sent.</param>
/// <param name="Total">Of a counter; of a histogram its count.</param>
/// <param name="Buckets">Totals of a histogram's buckets.</param>
internal sealed record MetricSlot(long Index, long Time, double Last, double Total, double[] Buckets)
{
    internal const long Length = 5_000_000;
}
