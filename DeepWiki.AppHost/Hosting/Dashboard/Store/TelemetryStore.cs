using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>
/// The telemetry the dashboard keeps, in memory and within bounds, and what its pages ask of it. Safe to use from many threads: every call
/// holds one lock, and what it gives back does not change.
/// </summary>
internal sealed class TelemetryStore
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly ResourceTable resources = new();
    private readonly SpanStore spans;
    private readonly LogStore logs = new();
    private readonly MetricStore metrics = new();

    public TelemetryStore(TimeProvider time)
    {
        this.time = time;
        spans = new SpanStore(resources);
    }

    public TelemetryCounts Counts => Ask(() => new TelemetryCounts(spans.Seen, logs.Seen, metrics.Seen, spans.SeenStreams, spans.SeenJobs));

    /// <summary>Estimated, for the budgets of spans, logs and metrics.</summary>
    internal (long Spans, long Logs, long Metrics) Bytes => Ask(() => (spans.Bytes, logs.Bytes, metrics.Bytes));

    /// <summary>Takes the body of a trace request, up to where it is malformed.</summary>
    /// <exception cref="InvalidDataException">It is.</exception>
    public void AddTraces(ReadOnlySpan<byte> body) => Add(body, SpanReader.Read, spans.Add);

    /// <summary>Takes the body of a log request, up to where it is malformed.</summary>
    /// <exception cref="InvalidDataException">It is.</exception>
    public void AddLogs(ReadOnlySpan<byte> body) => Add(body, LogReader.Read, logs.Add);

    /// <summary>Takes the body of a metric request, up to where it is malformed.</summary>
    /// <exception cref="InvalidDataException">It is.</exception>
    public void AddMetrics(ReadOnlySpan<byte> body)
    {
        var now = time.Now();
        RequestReader.Read(body, (origin, item) => MetricReader.Read(item, origin.Scope, (metric, point) =>
        {
            lock (gate)
            {
                metrics.Add(ResourceOf(origin), metric, point, now);
            }
        }));
    }

    public TraceList Traces(TraceFilter filter) =>
        Ask(() => new TraceList(TraceQueries.Rows(spans.Traces, filter), spans.Dropped, resources.Names));

    /// <summary>Null when no span of it is known.</summary>
    public TraceDetail? Trace(string traceId) =>
        Ask(() => spans.Find(traceId) is { } trace ? TraceQueries.Detail(trace, logs.Of(traceId)) : null);

    public StreamList Streams(int limit) =>
        Ask(() => new StreamList(WorkQueries.Streams(spans.Traces, limit), metrics.Current(TelemetryNames.ActiveChats, time.Now()), spans.Dropped));

    public JobList Jobs(int limit) =>
        Ask(() => new JobList(WorkQueries.Jobs(spans.Traces, limit), metrics.Current(TelemetryNames.ActiveJobs, time.Now()), spans.Dropped));

    public LogList Logs(LogFilter filter) =>
        Ask(() => new LogList(logs.Rows(filter), logs.Dropped, resources.Names));

    public MetricList Metrics() => Ask(() =>
    {
        var now = time.Now();
        metrics.Trim(now);
        return new MetricList(MetricQueries.Charts(metrics.All, now), MetricQueries.Instruments(metrics.All), metrics.Dropped);
    });

    private void Add<T>(ReadOnlySpan<byte> body, ReadItem<T> read, Action<TelemetryResource, T> add)
    {
        var now = time.Now();
        RequestReader.Read(body, (origin, item) =>
        {
            var one = read(item, origin.Scope, now);
            lock (gate)
            {
                add(ResourceOf(origin), one);
            }
        });
    }

    private T Ask<T>(Func<T> question)
    {
        lock (gate)
        {
            return question();
        }
    }

    private TelemetryResource ResourceOf(TelemetryOrigin origin)
    {
        var resource = resources.Find(origin, out var forgotten);
        if (forgotten is not null)
        {
            spans.Forget(forgotten);
        }

        return resource;
    }

    private delegate T ReadItem<out T>(ProtobufReader item, string scope, long now);
}
