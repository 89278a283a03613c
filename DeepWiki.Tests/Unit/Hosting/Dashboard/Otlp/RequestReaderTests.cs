#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Otlp;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Otlp;

[Trait("Category", "Unit")]
public sealed class RequestReaderTests
{
    [Fact]
    public void A_resource_and_a_scope_may_stand_behind_what_belongs_to_them()
    {
        var scopeGroup = new ProtobufWriter().Message(2, OtlpBody.Span("one", 1)).Message(1, new ProtobufWriter().Text(2, "1.0").Text(1, "source"));
        var resource = new ProtobufWriter().Message(1, OtlpBody.Pair("service.instance.id", "a1")).Message(1, OtlpBody.Pair("service.name", "chatapi"));
        var body = new ProtobufWriter().Message(1, new ProtobufWriter().Message(2, scopeGroup).Message(1, resource)).ToArray();

        Assert.Equal([new TelemetryOrigin("chatapi", "a1", "source")], Origins(body));
    }

    [Fact]
    public void Every_item_of_every_group_is_handed_on()
    {
        byte[] body = [.. OtlpBody.Request("one", OtlpBody.Span("a", 1), OtlpBody.Span("b", 2)), .. OtlpBody.Request("two", OtlpBody.Span("c", 3))];

        Assert.Equal(["one", "one", "two"], Origins(body).Select(origin => origin.Service));
    }

    [Fact]
    public void Who_does_not_say_its_name_is_unknown()
    {
        var body = new ProtobufWriter().Message(1, new ProtobufWriter().Message(2, new ProtobufWriter().Message(2, OtlpBody.Span("one", 1)))).ToArray();

        Assert.Equal([new TelemetryOrigin("unknown", "", "")], Origins(body));
    }

    private static List<TelemetryOrigin> Origins(byte[] body)
    {
        List<TelemetryOrigin> origins = [];
        RequestReader.Read(body, (origin, _) => origins.Add(origin));
        return origins;
    }
}
#endif
