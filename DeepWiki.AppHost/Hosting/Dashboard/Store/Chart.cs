namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <param name="Series">The largest, where there are too many to tell apart.</param>
/// <param name="Omitted">How many more there are.</param>
internal sealed record Chart(string Id, string Title, string Unit, IReadOnlyList<ChartSeries> Series, int Omitted);
