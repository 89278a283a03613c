using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>A span in the waterfall.</summary>
/// <param name="SpanId">In hexadecimal.</param>
/// <param name="ParentId">Null for a root.</param>
/// <param name="IsParentPending">Drawn as a root though it is none: the parent has not arrived, or is its own descendant.</param>
/// <param name="Depth">0 for a root.</param>
/// <param name="Name">What was done.</param>
/// <param name="Kind">internal, server, client, producer or consumer.</param>
/// <param name="Resource">Whose it is.</param>
/// <param name="Scope">The activity source.</param>
/// <param name="Start">In microseconds.</param>
/// <param name="Duration">In microseconds.</param>
/// <param name="Status">unset, ok or error.</param>
/// <param name="StatusMessage">Why.</param>
/// <param name="Attributes">As sent.</param>
/// <param name="Events">As sent.</param>
/// <param name="Links">As sent.</param>
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
