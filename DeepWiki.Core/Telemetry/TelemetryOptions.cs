namespace DeepWiki.Core.Telemetry;

/// <summary>Options of telemetry: contents that spans hold beside names, numbers and times.</summary>
internal sealed class TelemetryOptions
{
    public const string SectionName = "Telemetry";

    /// <summary>
    /// Records the messages of calls to chat models on their spans: questions, excerpts of files, answers. Default false, as whoever reads traces
    /// then reads private repositories too.
    /// </summary>
    public bool RecordMessages { get; set; }
}
