namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>One span as it was sent, its texts cut to what is kept.</summary>
internal sealed record OtlpSpan(
    string TraceId,
    string SpanId,
    string? ParentId,
    string Name,
    string Kind,
    string Scope,
    long Start,
    long End,
    string Status,
    string? StatusMessage,
    IReadOnlyList<TelemetryAttribute> Attributes,
    IReadOnlyList<OtlpEvent> Events,
    IReadOnlyList<OtlpLink> Links)
{
    public long Duration => End - Start;

    public bool IsError => Status == SpanReader.Error;

    public string? Attribute(string key)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Key == key)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    public long? Number(string key) => long.TryParse(Attribute(key), out var number) ? number : null;
}
