namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

internal sealed record CheckView(string Name, string Status, string? Reason, long Time);
