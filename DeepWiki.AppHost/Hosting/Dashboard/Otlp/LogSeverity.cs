namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>As .NET counts them.</summary>
internal enum LogSeverity
{
    Trace,
    Debug,
    Information,
    Warning,
    Error,
    Critical,
}
