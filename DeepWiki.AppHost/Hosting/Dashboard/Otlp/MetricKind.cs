namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

internal enum MetricKind
{
    Gauge,
    Counter,
    UpDownCounter,
    Histogram,

    /// <summary>Counted, not shown.</summary>
    ExponentialHistogram,

    /// <summary>Counted, not shown.</summary>
    Summary,
}
