namespace DeepWiki.Benchmarks.Measurements;

/// <summary>Report of a run.</summary>
/// <param name="Verb">Verb that was run.</param>
/// <param name="Corpus">Corpus it ran on.</param>
/// <param name="Rounds">Number of rounds.</param>
/// <param name="OtherCores">Cores that processes outside the run used meanwhile; above 0.3 of two, times say little.</param>
/// <param name="Counts">Files, chunks, rows: equal in every run.</param>
/// <param name="Figures">Times and rates, of this machine alone.</param>
/// <param name="Goals">Ratios and counts that can be compared.</param>
internal sealed record SpeedReport(
    string Verb, string Corpus, int Rounds, double OtherCores, IReadOnlyDictionary<string, long> Counts, IReadOnlyList<Figure> Figures,
    IReadOnlyList<Goal> Goals);
