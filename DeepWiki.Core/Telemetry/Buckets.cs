using System.Diagnostics.Metrics;

namespace DeepWiki.Core.Telemetry;

/// <summary>Bucket bounds of histograms, chosen so that the times that matter fall into different buckets.</summary>
internal static class Buckets
{
    /// <summary>Seconds of a call to a model, as OpenTelemetry's conventions for generative models ask.</summary>
    public static InstrumentAdvice<double> ModelSeconds { get; } =
        Create(0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);

    /// <summary>Tokens of a call, as the same conventions ask.</summary>
    public static InstrumentAdvice<long> Tokens { get; } = new()
    {
        HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864],
    };

    /// <summary>Seconds of an answer, up to the longest that a model is given.</summary>
    public static InstrumentAdvice<double> AnswerSeconds { get; } = Create(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320, 640);

    /// <summary>Seconds of a search in an index.</summary>
    public static InstrumentAdvice<double> RetrievalSeconds { get; } = Create(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10);

    /// <summary>Seconds that a job waits.</summary>
    public static InstrumentAdvice<double> WaitSeconds { get; } = Create(0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 1_800);

    /// <summary>Seconds that a job takes, up to its limit.</summary>
    public static InstrumentAdvice<double> JobSeconds { get; } = Create(0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600);

    private static InstrumentAdvice<double> Create(params double[] boundaries) => new() { HistogramBucketBoundaries = boundaries };
}
