namespace DeepWiki.Tests.Support.Telemetry;

/// <summary>
/// Tests that run one after the other because a telemetry provider listens to every source and meter of this process: those that build one,
/// and those that need nobody to listen.
/// </summary>
[CollectionDefinition(Name)]
public sealed class ExporterCollection
{
    public const string Name = "Exporters";
}
