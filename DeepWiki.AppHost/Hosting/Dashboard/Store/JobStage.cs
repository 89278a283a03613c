namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

internal sealed record JobStage(string Name, long Start, long Duration, string Status);
