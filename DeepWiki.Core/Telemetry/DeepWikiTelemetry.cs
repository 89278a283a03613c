using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DeepWiki.Core.Telemetry;

/// <summary>The one activity source and meter of the product. Names of spans, tags and instruments stand in <see cref="Spans"/>, <see cref="Tags"/>, <see cref="Instruments"/>.</summary>
public static class DeepWikiTelemetry
{
    public const string Name = "DeepWiki";

    public static ActivitySource Source { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);
}
