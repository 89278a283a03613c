namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>An instrument of one sender.</summary>
/// <param name="Key">No other row's, and the same in every answer.</param>
/// <param name="Scope">The meter.</param>
/// <param name="Kind">gauge, counter, upDownCounter, histogram, exponentialHistogram or summary.</param>
/// <param name="Last">The last value, summed over the series; null for a histogram.</param>
/// <param name="Count">Of a histogram, since its sender began.</param>
internal sealed record InstrumentRow(
    string Key,
    string Resource,
    string Scope,
    string Name,
    string Description,
    string Unit,
    string Kind,
    int Series,
    double? Last,
    double? Count,
    double? Mean,
    double? P95);
