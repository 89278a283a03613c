#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using DeepWiki.Tests.Fakes.Providers;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Store;

[Trait("Category", "Unit")]
public sealed class ResourceTests
{
    private readonly TelemetryStore store = new(new ManualTime());

    [Fact]
    public void An_instance_is_named_only_where_there_are_two()
    {
        Log("chatapi", "a1");
        Log("indexer", "b1");
        Assert.Equal(["chatapi", "indexer"], store.Logs(new LogFilter()).Resources);

        Log("chatapi", "a2");

        Assert.Equal(["chatapi-a1", "chatapi-a2", "indexer"], store.Logs(new LogFilter()).Resources);
        Assert.Equal(["chatapi-a2", "indexer", "chatapi-a1"], store.Logs(new LogFilter()).Logs.Select(log => log.Resource));
    }

    [Fact]
    public void The_one_that_was_silent_the_longest_is_forgotten_with_its_spans()
    {
        for (var i = 0; i < 64; i++)
        {
            Span($"service{i}", trace: i + 1);
        }

        Span("service0", trace: 1_000);
        Span("one too many", trace: 2_000);

        var traces = store.Traces(new TraceFilter(Limit: 500));
        Assert.Equal(64, traces.Resources.Count);
        Assert.DoesNotContain("service1", traces.Resources);
        Assert.Contains("service0", traces.Resources);
        Assert.Null(store.Trace(OtlpBody.Hex(2, 16)));
        Assert.Equal(1, traces.Dropped);
    }

    [Fact]
    public void A_forgotten_instance_gives_its_sibling_the_plain_name_back()
    {
        Log("chatapi", "old");
        Log("chatapi", "new");
        for (var i = 0; i < 63; i++)
        {
            Log($"service{i}", "");
        }

        Assert.Contains("chatapi", store.Logs(new LogFilter()).Resources);
    }

    private void Log(string service, string instance) => store.AddLogs(OtlpBody.Request(service, instance, "test", OtlpBody.Log("text")));

    private void Span(string service, int trace) => store.AddTraces(OtlpBody.Request(service, OtlpBody.Span("span", id: 1, trace: trace)));
}
#endif
