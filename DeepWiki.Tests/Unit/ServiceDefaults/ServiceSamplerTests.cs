using System.Diagnostics;
using DeepWiki.ServiceDefaults.Telemetry;
using OpenTelemetry.Trace;

namespace DeepWiki.Tests.Unit.ServiceDefaults;

[Trait("Category", "Unit")]
public sealed class ServiceSamplerTests
{
    [Theory]
    [InlineData("/health", SamplingDecision.Drop)]
    [InlineData("/alive", SamplingDecision.Drop)]
    [InlineData("/ws/chat", SamplingDecision.RecordAndSample)]
    public void Drops_the_server_span_of_a_probe(string path, SamplingDecision expected)
    {
        KeyValuePair<string, object?>[] tags = [new("url.path", path)];

        var result = Sample(default, ActivityKind.Server, tags);

        Assert.Equal(expected, result);
    }

    [Fact]
    public void Drops_a_client_span_without_a_parent() => Assert.Equal(SamplingDecision.Drop, Sample(default, ActivityKind.Client, []));

    [Fact]
    public void Keeps_a_client_span_under_recorded_work()
    {
        var parent = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);

        Assert.Equal(SamplingDecision.RecordAndSample, Sample(parent, ActivityKind.Client, []));
    }

    private static SamplingDecision Sample(ActivityContext parent, ActivityKind kind, KeyValuePair<string, object?>[] tags) =>
        new ServiceSampler().ShouldSample(new SamplingParameters(parent, ActivityTraceId.CreateRandom(), "span", kind, tags)).Decision;
}
