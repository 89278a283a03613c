using System.Diagnostics;
using DeepWiki.ServiceDefaults.Telemetry;
using OpenTelemetry.Trace;

namespace DeepWiki.Tests.ServiceDefaults.Telemetry;

[Trait("Category", "Unit")]
public sealed class ServiceSamplerTests
{
    [Fact]
    public void Drops_a_client_span_without_a_parent() => Assert.Equal(SamplingDecision.Drop, Sample(default, ActivityKind.Client));

    [Fact]
    public void Keeps_a_client_span_under_recorded_work()
    {
        var parent = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);

        Assert.Equal(SamplingDecision.RecordAndSample, Sample(parent, ActivityKind.Client));
    }

    [Fact]
    public void Follows_the_decision_of_a_caller()
    {
        var parent = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None, isRemote: true);

        Assert.Equal(SamplingDecision.Drop, Sample(parent, ActivityKind.Server));
        Assert.Equal(SamplingDecision.RecordAndSample, Sample(default, ActivityKind.Server));
    }

    private static SamplingDecision Sample(ActivityContext parent, ActivityKind kind) =>
        new ServiceSampler().ShouldSample(new SamplingParameters(parent, ActivityTraceId.CreateRandom(), "span", kind)).Decision;
}
