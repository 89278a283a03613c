#if !USE_ASPIRE
using System.Text.Json;
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using DeepWiki.Tests.Fakes.Providers;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Store;

/// <summary>The page reads these names.</summary>
[Trait("Category", "Unit")]
public sealed class JsonTests
{
    private readonly TelemetryStore store = new(new ManualTime());

    public JsonTests()
    {
        var trace = OtlpBody.Hex(1, 16);
        var attribute = OtlpBody.Pair("k", "v");
        store.AddTraces(OtlpBody.Request("chatapi",
            OtlpBody.Span("chat.stream", id: 1).Message(9, attribute).Message(11, new ProtobufWriter().Text(2, "e").Message(3, attribute)).Message(13, new ProtobufWriter().Bytes(1, OtlpBody.Id(2, 16)).Bytes(2, OtlpBody.Id(2, 8)).Message(4, attribute)),
            OtlpBody.Span("job.run", id: 2, parent: 1), OtlpBody.Span("job.fetch", id: 3, parent: 2)));
        store.AddLogs(OtlpBody.Request("chatapi", OtlpBody.Log("text", trace: 1).Message(6, attribute)));
        store.AddMetrics(OtlpBody.Request("chatapi", OtlpBody.Gauge("deepwiki.queue.depth", OtlpBody.Point(2.5, 0))));
        Assert.NotNull(store.Trace(trace));
    }

    [Fact]
    public void Every_answer_has_the_fields_the_page_reads()
    {
        Assert.Equal("traces[traceId,name,rootResource,resources[],spans,errors,start,duration,isPartial],dropped,resources[]", Shape(store.Traces(new TraceFilter())));
        Assert.Equal(
            "traceId,start,duration,spans[spanId,parentId,isParentPending,depth,name,kind,resource,scope,start,duration,status,statusMessage," +
            "attributes[key,value],events[time,name,attributes[key,value]],links[traceId,spanId,attributes[key,value]]],omitted," +
            "logs[id,time,level,resource,category,text,traceId,spanId,attributes[key,value],exception],omittedLogs",
            Shape(store.Trace(OtlpBody.Hex(1, 16))));
        Assert.Equal(
            "streams[traceId,spanId,resource,start,duration,firstDelta,repository,kind,provider,model,transport,deltas,inputTokens,outputTokens,sources," +
            "closeCode,closeReason,outcome],active,dropped",
            Shape(store.Streams(1)));
        Assert.Equal(
            "jobs[traceId,spanId,resource,start,duration,jobId,kind,repository,commit,files,chunks,embedded,reused,skipped,outcome,status," +
            "stages[name,start,duration,status]],active,dropped",
            Shape(store.Jobs(1)));
        Assert.Equal("logs[id,time,level,resource,category,text,traceId,spanId,attributes[key,value],exception],dropped,resources[]", Shape(store.Logs(new LogFilter())));
        Assert.Equal("spans,logs,points,streams,jobs", Shape(store.Counts));
        Assert.Equal(
            "charts[id,title,unit,series[],omitted],instruments[key,resource,scope,name,description,unit,kind,series,last,count,mean,p95],droppedSeries", Shape(store.Metrics()));
    }

    [Fact]
    public void A_point_is_its_time_and_value()
    {
        var series = store.Metrics().Charts.Single(chart => chart.Id == "queue").Series;

        Assert.Equal($$"""[{"name":"chatapi","points":[[{{OtlpBody.Zero}},2.5]]}]""", JsonSerializer.Serialize(series, JsonSerializerOptions.Web));
    }

    private static string Shape<T>(T answer) => Shape(JsonSerializer.SerializeToElement(answer, JsonSerializerOptions.Web));

    // Names of the members; of a list those of its first item.
    private static string Shape(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => string.Join(',', element.EnumerateObject().Select(member => member.Name + Shape(member.Value))),
        JsonValueKind.Array => $"[{(element.GetArrayLength() > 0 ? Shape(element[0]) : "")}]",
        _ => "",
    };
}
#endif
