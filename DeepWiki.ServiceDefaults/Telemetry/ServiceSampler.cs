using System.Diagnostics;
using OpenTelemetry.Trace;

namespace DeepWiki.ServiceDefaults.Telemetry;

/// <summary>Keeps every span but client calls that belong to no work, such as queue polling and pool checks.</summary>
internal sealed class ServiceSampler : Sampler
{
    private readonly ParentBasedSampler parentBased = new(new AlwaysOnSampler());

    // Start-up work opens a span of its own and so is kept.
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Kind == ActivityKind.Client && samplingParameters.ParentContext.TraceId == default
            ? new SamplingResult(SamplingDecision.Drop)
            : parentBased.ShouldSample(samplingParameters);
}
