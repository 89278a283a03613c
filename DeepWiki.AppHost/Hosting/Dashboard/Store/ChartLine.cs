namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <param name="Instrument">That is shown.</param>
/// <param name="Statistic">What of it.</param>
/// <param name="Name">Of the one line.</param>
/// <param name="By">Instead, a line for each value of this attribute, or for each service.</param>
internal sealed record ChartLine(string Instrument, Statistic Statistic, string Name = "", string? By = null)
{
    internal const string Service = "service";

    /// <summary>Series with this attribute are left out.</summary>
    public (string Key, string Value)? Except { get; init; }

    public bool Takes(MetricSeries series) => series.Metric.Name == Instrument && !(Except is { } except && series.Attribute(except.Key) == except.Value);

    public string NameOf(MetricSeries series) => By switch
    {
        null => Name,
        Service => series.Resource.Name,
        _ => series.Attribute(By) ?? "",
    };
}
