namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <param name="Resource">Who measures.</param>
/// <param name="Scope">The meter.</param>
/// <param name="Name">Of the instrument.</param>
/// <param name="Description">What it measures.</param>
/// <param name="Unit">In UCUM.</param>
/// <param name="Kind">gauge, counter, upDownCounter, histogram, exponentialHistogram or summary.</param>
/// <param name="Series">How many it has.</param>
/// <param name="Last">The last value, summed over the series; null for a histogram.</param>
/// <param name="Count">Of a histogram, since the dashboard knows it.</param>
/// <param name="Mean">Of a histogram.</param>
/// <param name="P95">Of a histogram.</param>
internal sealed record InstrumentRow(
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
