using System.Diagnostics.Metrics;

namespace DeepWiki.Core.Telemetry;

/// <summary>Every metric instrument of the product. Durations are in seconds, as OpenTelemetry asks.</summary>
public static class Instruments
{
    public static UpDownCounter<long> ActiveChats { get; } = DeepWikiTelemetry.Meter.CreateUpDownCounter<long>("deepwiki.chat.active", "{stream}");

    public static UpDownCounter<long> ActiveJobs { get; } = DeepWikiTelemetry.Meter.CreateUpDownCounter<long>("deepwiki.jobs.active", "{job}");

    public static Histogram<double> FirstDelta { get; } = DeepWikiTelemetry.Meter.CreateHistogram<double>("deepwiki.chat.first_delta", "s");

    public static Histogram<double> ChatDuration { get; } = DeepWikiTelemetry.Meter.CreateHistogram<double>("deepwiki.chat.duration", "s");

    public static Histogram<double> JobDuration { get; } = DeepWikiTelemetry.Meter.CreateHistogram<double>("deepwiki.job.duration", "s");

    public static Counter<long> Deltas { get; } = DeepWikiTelemetry.Meter.CreateCounter<long>("deepwiki.chat.deltas", "{delta}");

    public static Counter<long> EmbeddedTexts { get; } = DeepWikiTelemetry.Meter.CreateCounter<long>("deepwiki.embeddings.texts", "{text}");
}
