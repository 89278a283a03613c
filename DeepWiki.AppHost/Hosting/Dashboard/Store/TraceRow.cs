namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>A trace in the list.</summary>
/// <param name="Name">Of the root, or of the earliest span while no root has come.</param>
/// <param name="RootResource">Whose span that is.</param>
/// <param name="Resources">All that took part.</param>
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
