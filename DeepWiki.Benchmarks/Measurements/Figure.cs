namespace DeepWiki.Benchmarks.Measurements;

/// <summary>Something measured once in every round, or once in the run.</summary>
internal sealed record Figure(string Name, string Unit, IReadOnlyList<double> Values)
{
    public double Median => Statistics.Median(Values);
}
