using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <param name="Resource">The name of the one that wrote them.</param>
/// <param name="Level">The least level.</param>
/// <param name="Text">Part of the text, the category, the exception or the value of an attribute; case does not matter.</param>
/// <param name="TraceId">Of the trace they belong to.</param>
/// <param name="Before">Only older ones than the row with this id.</param>
/// <param name="Limit">At most <see cref="MaxLimit"/>.</param>
internal sealed record LogFilter(
    string? Resource = null,
    LogSeverity Level = LogSeverity.Trace,
    string? Text = null,
    string? TraceId = null,
    long? Before = null,
    int Limit = 200)
{
    internal const int MaxLimit = 1_000;
}
