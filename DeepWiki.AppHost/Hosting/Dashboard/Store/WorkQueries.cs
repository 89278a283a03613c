using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>The spans that stand for a piece of work people ask about: streamed answers and jobs.</summary>
internal static class WorkQueries
{
    private const int MaxLimit = 500;
    private const string Embeddings = "embeddings";

    public static IReadOnlyList<StreamRow> Streams(IEnumerable<StoredTrace> traces, int limit)
    {
        var found = Newest(traces, TelemetryNames.ChatStream, limit);
        // What a stream does not say of its model, the calls below it do. A trace may hold many streams: it is walked once for all of them.
        var calls = found.Select(one => one.Trace).Distinct().SelectMany(trace => trace.Below(TelemetryNames.ChatStream, IsModelCall))
            .ToLookup(call => (call.Span.TraceId, call.Above), call => call.Span);
        return [.. found.Select(one => Stream(one.Span, [.. calls[(one.Trace.Id, one.Span.Span.SpanId)].OrderBy(call => call.Start)]))];
    }

    public static IReadOnlyList<JobRow> Jobs(IEnumerable<StoredTrace> traces, int limit)
    {
        var found = Newest(traces, TelemetryNames.JobRun, limit);
        var stages = found.Select(one => one.Trace).Distinct().SelectMany(trace => trace.Spans.Select(stored => stored.Span))
            .Where(span => span.Name.StartsWith(TelemetryNames.JobStagePrefix, StringComparison.Ordinal))
            .ToLookup(stage => (stage.TraceId, stage.ParentId));
        return [.. found.Select(one => Job(one.Span, [.. stages[(one.Trace.Id, one.Span.Span.SpanId)].OrderBy(stage => stage.Start)]))];
    }

    private static List<(StoredTrace Trace, StoredSpan Span)> Newest(IEnumerable<StoredTrace> traces, string name, int limit) =>
    [
        .. traces.SelectMany(trace => trace.Spans.Where(span => span.Span.Name == name), (trace, span) => (trace, span))
            .OrderByDescending(found => found.span.Span.Start).Take(Math.Clamp(limit, 0, MaxLimit)),
    ];

    private static StreamRow Stream(StoredSpan stored, List<OtlpSpan> calls)
    {
        var span = stored.Span;
        return new StreamRow(
            span.TraceId,
            span.SpanId,
            stored.Resource.Name,
            span.Start,
            span.Duration,
            span.Events.FirstOrDefault(item => item.Name == TelemetryNames.FirstDeltaEvent) is { } first ? Math.Max(0, first.Time - span.Start) : null,
            span.Attribute(TelemetryNames.Repository),
            span.Attribute(TelemetryNames.AskKind),
            span.Attribute(TelemetryNames.Provider) ?? calls.FirstOrDefault()?.Attribute(TelemetryNames.Provider),
            span.Attribute(TelemetryNames.Model) ?? calls.FirstOrDefault()?.Attribute(TelemetryNames.Model),
            span.Attribute(TelemetryNames.Transport),
            span.Number(TelemetryNames.Deltas),
            span.Number(TelemetryNames.InputTokens) ?? Sum(calls, TelemetryNames.InputTokens),
            span.Number(TelemetryNames.OutputTokens) ?? Sum(calls, TelemetryNames.OutputTokens),
            span.Number(TelemetryNames.Sources),
            span.Number(TelemetryNames.CloseCode),
            span.Attribute(TelemetryNames.CloseReason),
            span.Attribute(TelemetryNames.Outcome));
    }

    private static bool IsModelCall(OtlpSpan span) =>
        span.Attribute(TelemetryNames.Model) is not null && span.Name != TelemetryNames.ChatStream && span.Attribute(TelemetryNames.Operation) != Embeddings;

    // Wraps where numbers are absurd; Enumerable.Sum would throw.
    private static long? Sum(IEnumerable<OtlpSpan> calls, string key) =>
        calls.Select(call => call.Number(key)).Where(number => number is not null).Aggregate((long?)null, (sum, number) => unchecked((sum ?? 0) + number));

    private static JobRow Job(StoredSpan stored, List<OtlpSpan> stages)
    {
        var span = stored.Span;
        return new JobRow(
            span.TraceId,
            span.SpanId,
            stored.Resource.Name,
            span.Start,
            span.Duration,
            span.Attribute(TelemetryNames.JobId),
            span.Attribute(TelemetryNames.JobKind),
            // The fetch is the first to know it.
            stages.Prepend(span).Select(part => part.Attribute(TelemetryNames.Repository)).FirstOrDefault(name => name is not null),
            span.Attribute(TelemetryNames.JobCommit),
            span.Number(TelemetryNames.JobFiles),
            span.Number(TelemetryNames.JobChunks),
            span.Number(TelemetryNames.JobEmbedded),
            span.Number(TelemetryNames.JobReused),
            span.Number(TelemetryNames.JobSkipped),
            span.Attribute(TelemetryNames.JobOutcome),
            span.Status,
            stages.ConvertAll(stage => new JobStage(stage.Name, stage.Start, stage.Duration, stage.Status)));
    }
}
