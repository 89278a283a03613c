using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>Log records in order of arrival. The oldest make room.</summary>
internal sealed class LogStore
{
    internal const int MaxLogs = 10_000;
    internal const long MaxBytes = 32 * 1024 * 1024;

    private static readonly Dictionary<LogSeverity, string> Levels =
        Enum.GetValues<LogSeverity>().ToDictionary(level => level, level => level.ToString().ToLowerInvariant());

    private readonly Queue<StoredLog> logs = new();

    public long Bytes { get; private set; }

    public long Dropped { get; private set; }

    public long Seen { get; private set; }

    public void Add(TelemetryResource resource, OtlpLog log)
    {
        var stored = new StoredLog(++Seen, resource, log, MemoryEstimate.Of(log));
        logs.Enqueue(stored);
        Bytes += stored.Bytes;
        while (logs.Count > MaxLogs || Bytes > MaxBytes)
        {
            Bytes -= logs.Dequeue().Bytes;
            Dropped++;
        }
    }

    public IReadOnlyList<LogRow> Rows(LogFilter filter) =>
        [.. logs.Reverse().Where(log => Matches(log, filter)).Take(Math.Clamp(filter.Limit, 0, LogFilter.MaxLimit)).Select(Row)];

    /// <summary>The last of one trace, oldest first, and how many came before them.</summary>
    public (IReadOnlyList<LogRow> Rows, int Omitted) Of(string traceId)
    {
        List<StoredLog> found = [.. logs.Where(log => log.Log.TraceId == traceId).OrderBy(log => log.Log.Time)];
        var omitted = Math.Max(0, found.Count - LogFilter.MaxLimit);
        return ([.. found.Skip(omitted).Select(Row)], omitted);
    }

    private static bool Matches(StoredLog log, LogFilter filter) =>
        log.Log.Severity >= filter.Level &&
        (filter.Before is not { } id || log.Id < id) &&
        (filter.Resource is not { Length: > 0 } resource || log.Resource.Name == resource) &&
        (filter.TraceId is not { Length: > 0 } trace || log.Log.TraceId == trace) &&
        (filter.Text is not { Length: > 0 } text || Has(log.Log, text));

    private static bool Has(OtlpLog log, string text) =>
        log.Text.Contains(text, StringComparison.OrdinalIgnoreCase) ||
        log.Category.Contains(text, StringComparison.OrdinalIgnoreCase) ||
        log.Attributes.Any(attribute => attribute.Value.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static LogRow Row(StoredLog stored)
    {
        var log = stored.Log;
        return new LogRow(
            stored.Id, log.Time, Levels[log.Severity], stored.Resource.Name, log.Category, log.Text, log.TraceId, log.SpanId, log.Attributes, log.Exception);
    }
}
