using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>A span in the waterfall; times and durations, here and in every row, in microseconds.</summary>
/// <param name="IsParentPending">Drawn as a root though it is none: the parent has not arrived, or is its own descendant.</param>
internal sealed record SpanRow(
    string SpanId,
    string? ParentId,
    bool IsParentPending,
    int Depth,
    string Name,
    string Kind,
    string Resource,
    string Scope,
    long Start,
    long Duration,
    string Status,
    string? StatusMessage,
    IReadOnlyList<TelemetryAttribute> Attributes,
    IReadOnlyList<OtlpEvent> Events,
    IReadOnlyList<OtlpLink> Links);
