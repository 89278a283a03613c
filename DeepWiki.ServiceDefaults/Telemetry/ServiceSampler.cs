using System.Diagnostics;
using OpenTelemetry.Trace;

namespace DeepWiki.ServiceDefaults.Telemetry;

/// <summary>Keeps every span but the noise: health probes, and client calls that belong to no work.</summary>
internal sealed class ServiceSampler : Sampler
{
    private readonly ParentBasedSampler parentBased = new(new AlwaysOnSampler());

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        IsNoise(samplingParameters) ? new SamplingResult(SamplingDecision.Drop) : parentBased.ShouldSample(samplingParameters);

    private static bool IsNoise(in SamplingParameters parameters) => parameters.Kind switch
    {
        ActivityKind.Server => IsProbe(parameters.Tags),
        // Queue polling and pool checks. Start-up work opens a span of its own and so is kept.
        ActivityKind.Client => parameters.ParentContext.TraceId == default,
        _ => false,
    };

    private static bool IsProbe(IEnumerable<KeyValuePair<string, object?>>? tags)
    {
        foreach (var (name, value) in tags ?? [])
        {
            if (name == "url.path")
            {
                return value is "/health" or "/alive";
            }
        }

        return false;
    }
}
