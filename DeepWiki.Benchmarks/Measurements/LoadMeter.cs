namespace DeepWiki.Benchmarks.Measurements;

/// <summary>Meter of the cores that others used while a run went on: they are the noise of its times.</summary>
internal sealed class LoadMeter
{
    private readonly long start = TimeProvider.System.GetTimestamp();
    private readonly double others = ProcessTree.MachineSeconds() - ProcessTree.OwnSeconds();

    public double OtherCores =>
        Math.Max(0, (ProcessTree.MachineSeconds() - ProcessTree.OwnSeconds() - others) / TimeProvider.System.GetElapsedTime(start).TotalSeconds);
}
