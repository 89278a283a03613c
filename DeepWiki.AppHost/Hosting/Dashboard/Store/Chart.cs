namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

internal sealed record Chart(string Id, string Title, string Unit, string Kind, IReadOnlyList<ChartSeries> Series);
