using System.Globalization;

namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>The least a set must reach, written <c>change=0.69/0.52</c>: Recall@10 and MRR@10, means over repositories.</summary>
internal sealed record Floor(QuestionSet Set, double RecallAt10, double ReciprocalRank)
{
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static Floor Parse(string text)
    {
        var parts = text.Split('=', '/');
        return parts.Length == 3 && Enum.TryParse<QuestionSet>(parts[0], ignoreCase: true, out var set)
            && double.TryParse(parts[1], CultureInfo.InvariantCulture, out var recall) && double.TryParse(parts[2], CultureInfo.InvariantCulture, out var rank)
            ? new Floor(set, recall, rank)
            : throw new FormatException($"'{text}' is no floor. Write it as change=0.69/0.52: the set, its Recall@10 and its MRR@10.");
    }

    public bool IsReached(IReadOnlyList<RepositoryResult> results)
    {
        var mean = EvaluationReport.Mean(results, Set, Method.ProductName);
        return mean.RecallAt10 >= RecallAt10 && mean.ReciprocalRank >= ReciprocalRank;
    }
}
