namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>Result of every method for one question.</summary>
/// <param name="Question">Question that was asked.</param>
/// <param name="Metrics">By the name of the method.</param>
/// <param name="Found">The first ten files of the product.</param>
/// <param name="Abstained">True when the product would have said that nothing supports an answer.</param>
internal sealed record QuestionResult(Question Question, IReadOnlyDictionary<string, RankMetrics> Metrics, IReadOnlyList<string> Found, bool Abstained);
