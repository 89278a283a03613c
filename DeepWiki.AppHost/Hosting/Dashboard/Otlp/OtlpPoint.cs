namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>One data point of a series.</summary>
/// <param name="Start">Where the sum begins; 0 when not said.</param>
/// <param name="Value">Of a number; of a histogram its count.</param>
/// <param name="Bounds">Between the buckets of a histogram.</param>
/// <param name="Buckets">Values in each of them: one more than there are bounds, or none.</param>
internal sealed record OtlpPoint(
    long Start,
    long Time,
    double Value,
    double Sum,
    double[] Bounds,
    double[] Buckets,
    IReadOnlyList<TelemetryAttribute> Attributes);
