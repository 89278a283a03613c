#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Otlp;
using DeepWiki.AppHost.Hosting.Dashboard.Store;

namespace DeepWiki.Tests.Integration.Hosting.Dashboard;

/// <summary>What the services' own exporter sends is what the dashboard shows.</summary>
[Trait("Category", "Integration")]
public sealed class ExporterTests : IAsyncLifetime
{
    private OtlpHost host = null!; // Set before each test.
    private string trace = "";

    private TelemetryStore Store => host.Store;

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        host = await OtlpHost.StartAsync(token);
        trace = await TelemetrySource.RunAsync(host.Address, OtlpHost.Key, token);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public void Spans_arrive_as_a_tree_with_what_they_said()
    {
        var spans = Store.Trace(trace)!.Spans;

        Assert.Equal(
            ["0 GET /work/{id} server", "1 chat.stream internal", "2 chat small client", "1 job.run consumer", "2 job.fetch internal"],
            spans.Select(span => $"{span.Depth} {span.Name} {span.Kind}"));
        Assert.All(spans, span => Assert.Equal(TelemetrySource.Service, span.Resource));
        Assert.Equal((true, "Microsoft.AspNetCore"), (spans[0].IsParentPending, spans[0].Scope));
        Assert.Contains(new TelemetryAttribute("http.route", "/work/{id}"), spans[0].Attributes);
        Assert.Contains(new TelemetryAttribute("http.response.status_code", "200"), spans[0].Attributes);
        Assert.Contains(new TelemetryAttribute("tags", """["a","b"]"""), spans[1].Attributes);
        Assert.Equal("first_delta", Assert.Single(spans[1].Events).Name);
        Assert.Single(spans[1].Links);
        Assert.Equal(("error", "slow"), (spans[2].Status, spans[2].StatusMessage));
        Assert.Equal((1, true), (Store.Traces(new TraceFilter(Text: "small")).Traces.Single(row => row.TraceId == trace).Errors, spans.All(span => span.Duration >= 0)));
    }

    [Fact]
    public void A_stream_and_a_job_have_their_rows()
    {
        var stream = Store.Streams(500).Streams.Single(row => row.TraceId == trace);
        var job = Store.Jobs(500).Jobs.Single(row => row.TraceId == trace);

        Assert.Equal(("octo/wiki", "ws", "openai", "small", 3, 41), (stream.Repository, stream.Transport, stream.Provider, stream.Model, stream.Deltas, stream.InputTokens));
        Assert.InRange(stream.FirstDelta ?? -1, 0, stream.Duration);
        Assert.Equal(("12", "index", 9, "job.fetch"), (job.JobId, job.Kind, job.Chunks, Assert.Single(job.Stages).Name));
    }

    [Fact]
    public void A_log_arrives_with_its_values_exception_and_trace()
    {
        var log = Store.Logs(new LogFilter(TraceId: trace, Level: LogSeverity.Warning)).Logs.Single(row => row.Category == TelemetrySource.Category);

        Assert.Equal(("warning", "Work 7 was done", TelemetrySource.Service), (log.Level, log.Text, log.Resource));
        Assert.Contains(new TelemetryAttribute("Id", "7"), log.Attributes);
        Assert.StartsWith("System.InvalidOperationException: broken on purpose", log.Exception, StringComparison.Ordinal);
        Assert.Equal(Store.Trace(trace)!.Spans.Single(span => span.Name == "chat small").SpanId, log.SpanId);
        Assert.Contains(log, Store.Trace(trace)!.Logs, new SameLog());
    }

    [Fact]
    public void Metrics_fill_the_table_and_the_charts()
    {
        var metrics = Store.Metrics();

        Assert.Contains(("DeepWiki", "deepwiki.chat.first_delta", "histogram", "s"), metrics.Instruments.Select(row => (row.Scope, row.Name, row.Kind, row.Unit)));
        Assert.Contains(("Microsoft.AspNetCore.Hosting", "http.server.request.duration", "histogram"), metrics.Instruments.Select(row => (row.Scope, row.Name, row.Kind)));
        Assert.Contains(("deepwiki.chat.active", "upDownCounter"), metrics.Instruments.Select(row => (row.Name, row.Kind)));
        Assert.All(
            ["requests", "request-time", "first-delta", "running", "embedded", "heap", "cpu"], id => Assert.NotEmpty(metrics.Charts.Single(chart => chart.Id == id).Series));
    }

    private sealed class SameLog : IEqualityComparer<LogRow>
    {
        public bool Equals(LogRow? x, LogRow? y) => x?.Id == y?.Id;

        public int GetHashCode(LogRow obj) => obj.Id.GetHashCode();
    }
}
#endif
