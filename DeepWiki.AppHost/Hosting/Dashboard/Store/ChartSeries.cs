namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

internal sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points);
