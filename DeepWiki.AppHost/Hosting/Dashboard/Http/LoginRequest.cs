namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

internal sealed record LoginRequest(string? Token);
