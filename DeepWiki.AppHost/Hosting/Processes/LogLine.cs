namespace DeepWiki.AppHost.Hosting.Processes;

internal sealed record LogLine(long Number, DateTimeOffset Time, string Text, bool IsError);
