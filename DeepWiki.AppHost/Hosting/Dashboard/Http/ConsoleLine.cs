namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

/// <summary>One printed line with its colours; time in microseconds since 1970.</summary>
internal sealed record ConsoleLine(long Number, long Time, string Text, bool IsError);
