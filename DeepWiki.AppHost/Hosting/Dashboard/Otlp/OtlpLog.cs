namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>One log record as it was sent, its texts cut to what is kept.</summary>
internal sealed record OtlpLog(
    long Time,
    LogSeverity Severity,
    string Category,
    string Text,
    string? TraceId,
    string? SpanId,
    IReadOnlyList<TelemetryAttribute> Attributes)
{
    public string? Exception => Attribute("exception.stacktrace") ??
        (Attribute("exception.type") is { } type ? $"{type}: {Attribute("exception.message")}" : Attribute("exception.message"));

    private string? Attribute(string key) => Attributes.FirstOrDefault(attribute => attribute.Key == key)?.Value;
}
