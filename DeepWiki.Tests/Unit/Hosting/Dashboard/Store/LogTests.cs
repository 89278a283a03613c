#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Otlp;
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using DeepWiki.Tests.Fakes.Providers;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Store;

[Trait("Category", "Unit")]
public sealed class LogTests
{
    private readonly TelemetryStore store = new(new ManualTime());

    [Fact]
    public void A_log_has_all_it_was_sent_with()
    {
        store.AddLogs(OtlpBody.Request("chatapi", "", "DeepWiki.Chat", OtlpBody.Log("It broke", severity: 17, trace: 5, time: 9).Message(6, OtlpBody.Pair("exception.message", "gone"))));

        var row = Assert.Single(store.Logs(new LogFilter()).Logs);

        Assert.Equal(
            new LogRow(1, OtlpBody.Zero + 9, "error", "chatapi", "DeepWiki.Chat", "It broke", OtlpBody.Hex(5, 16), OtlpBody.Hex(1, 8), row.Attributes, "gone"), row);
        Assert.Equal(new TelemetryAttribute("exception.message", "gone"), Assert.Single(row.Attributes));
    }

    [Fact]
    public void Logs_are_found_by_resource_level_text_trace_and_place()
    {
        store.AddLogs(OtlpBody.Request("chatapi", OtlpBody.Log("one", severity: 5), OtlpBody.Log("two", severity: 13, trace: 4)));
        store.AddLogs(OtlpBody.Request("indexer", "", "DeepWiki.Jobs", OtlpBody.Log("three", severity: 21), OtlpBody.Log("four").Message(6, OtlpBody.Pair("Path", "/Some/File"))));

        Assert.Equal(["four", "three", "two", "one"], Texts(new LogFilter()));
        Assert.Equal(["four", "three"], Texts(new LogFilter(Limit: 2)));
        Assert.Equal(["two", "one"], Texts(new LogFilter(Before: 3)));
        Assert.Equal(["two", "one"], Texts(new LogFilter(Resource: "chatapi")));
        Assert.Equal(["three", "two"], Texts(new LogFilter(Level: LogSeverity.Warning)));
        Assert.Equal(["two"], Texts(new LogFilter(TraceId: OtlpBody.Hex(4, 16))));
        Assert.Equal(["four"], Texts(new LogFilter(Text: "some/file")));
        Assert.Equal(["four", "three"], Texts(new LogFilter(Text: "jobs")));
        Assert.Equal(["two"], Texts(new LogFilter(Text: "TWO")));
        Assert.Equal(["chatapi", "indexer"], store.Logs(new LogFilter(Limit: 0)).Resources);
    }

    private IEnumerable<string> Texts(LogFilter filter) => store.Logs(filter).Logs.Select(row => row.Text);
}
#endif
