namespace DeepWiki.Benchmarks.Measurements;

/// <summary>A ratio or count held against what must be reached and what is aimed at.</summary>
/// <param name="Number">Of the goal in docs/performance.md.</param>
/// <param name="Name">Name of the comparison.</param>
/// <param name="Value">Value that was measured.</param>
/// <param name="Must">The bound.</param>
/// <param name="Aim">The bound of a very good system.</param>
internal sealed record Goal(string Number, string Name, double Value, double Must, double Aim)
{
    /// <summary>True when more is better; the bounds are then the least.</summary>
    public bool IsLeast { get; init; }

    public string Verdict => Reaches(Aim) ? "aim" : Reaches(Must) ? "must" : "missed";

    private bool Reaches(double bound) => IsLeast ? Value >= bound : Value <= bound;
}
