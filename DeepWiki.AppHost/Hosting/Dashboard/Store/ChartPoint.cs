using System.Text.Json.Serialization;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>Written as <c>[time, value]</c>.</summary>
[JsonConverter(typeof(ChartPointConverter))]
internal readonly record struct ChartPoint(long Time, double Value);
