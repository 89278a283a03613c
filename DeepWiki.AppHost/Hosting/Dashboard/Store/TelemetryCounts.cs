namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>What has come so far. They only grow, so that two of them tell whether, and where, something is new.</summary>
internal readonly record struct TelemetryCounts(long Spans, long Logs, long Points, long Streams, long Jobs);
