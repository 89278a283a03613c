namespace DeepWiki.Benchmarks.Measurements;

/// <summary>What a run came to.</summary>
/// <param name="Verb">What was run.</param>
/// <param name="Corpus">On what.</param>
/// <param name="Rounds">How often.</param>
/// <param name="OtherCores">Cores that processes outside the run used meanwhile; above 0.3 of two, times say little.</param>
/// <param name="Counts">Files, chunks, rows: equal in every run.</param>
/// <param name="Figures">Times and rates, of this machine alone.</param>
/// <param name="Goals">Ratios and counts that can be compared.</param>
internal sealed record SpeedReport(
    string Verb, string Corpus, int Rounds, double OtherCores, IReadOnlyDictionary<string, long> Counts, IReadOnlyList<Figure> Figures,
    IReadOnlyList<Goal> Goals);
