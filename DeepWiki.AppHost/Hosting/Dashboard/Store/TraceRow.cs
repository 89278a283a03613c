namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <param name="TraceId">In hexadecimal.</param>
/// <param name="Name">Of the root, or of the earliest span while no root has come.</param>
/// <param name="RootResource">Whose span that is.</param>
/// <param name="Resources">All that took part.</param>
/// <param name="Spans">How many.</param>
/// <param name="Errors">How many of them failed.</param>
/// <param name="Start">In microseconds.</param>
/// <param name="Duration">In microseconds.</param>
/// <param name="IsPartial">The parent of the named span has not arrived.</param>
internal sealed record TraceRow(
    string TraceId,
    string Name,
    string RootResource,
    IReadOnlyList<string> Resources,
    int Spans,
    int Errors,
    long Start,
    long Duration,
    bool IsPartial);
