namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>Result of one repository.</summary>
/// <param name="Repository">Its name.</param>
/// <param name="Commit">The snapshot.</param>
/// <param name="Files">Files that are indexed.</param>
/// <param name="Chunks">Chunks of them.</param>
/// <param name="Questions">All questions with their answers.</param>
internal sealed record RepositoryResult(string Repository, string Commit, int Files, long Chunks, IReadOnlyList<QuestionResult> Questions)
{
    public IEnumerable<QuestionResult> QuestionsIn(QuestionSet set) => Questions.Where(result => result.Question.Set == set);

    public RankMetrics Mean(QuestionSet set, string method) => RankMetrics.Mean([.. QuestionsIn(set).Select(result => result.Metrics[method])]);
}
