using System.Globalization;
using DeepWiki.Benchmarks.Measurements;
using Spectre.Console;

namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>Prints figures as tables: every repository, then the mean over repositories, then what each part is worth.</summary>
internal static class EvaluationReport
{
    private static readonly QuestionSet[] Sets = Enum.GetValues<QuestionSet>();

    private const int MinWidth = 160;

    public static void Print(IAnsiConsole console, IReadOnlyList<RepositoryResult> results, IReadOnlyList<Method> methods)
    {
        console.Profile.Width = Math.Max(console.Profile.Width, MinWidth);
        foreach (var set in Sets.Where(set => results.Any(result => result.QuestionsIn(set).Any())))
        {
            console.Write(Repositories(results, set));
        }

        var ablations = methods.Where(method => method.Name is not (Method.ProductName or Method.BaselineName)).ToList();
        if (ablations.Count > 0)
        {
            console.Write(Ablations(results, methods));
        }
    }

    private static Table Repositories(IReadOnlyList<RepositoryResult> results, QuestionSet set)
    {
        var table = ReportTable.New(
            $"{set} questions", "repository", "files", "questions", "R@1", "R@5", "R@10", "MRR@10", "nDCG@10", "plain R@10", "plain MRR@10", "p (R@10)",
            "abstained");
        var asked = results.Where(result => result.QuestionsIn(set).Any()).ToList();
        foreach (var result in asked)
        {
            var differences = result.QuestionsIn(set).Select(one => one.Metrics[Method.ProductName].RecallAt10 - one.Metrics[Method.BaselineName].RecallAt10);
            AddRow(
                table, result.Repository, Text(result.Files), Text(result.QuestionsIn(set).Count()), result.Mean(set, Method.ProductName),
                result.Mean(set, Method.BaselineName), PermutationTest.PValue([.. differences]), Abstained([result], set));
        }

        if (asked.Count > 1)
        {
            var all = asked
                .SelectMany(result => result.QuestionsIn(set))
                .Select(one => one.Metrics[Method.ProductName].RecallAt10 - one.Metrics[Method.BaselineName].RecallAt10);
            AddRow(
                table, "mean", "", Text(asked.Sum(result => result.QuestionsIn(set).Count())), Mean(asked, set, Method.ProductName),
                Mean(asked, set, Method.BaselineName), PermutationTest.PValue([.. all]), Abstained(asked, set));
        }

        return table;
    }

    private static Table Ablations(IReadOnlyList<RepositoryResult> results, IReadOnlyList<Method> methods)
    {
        var sets = Sets.Where(set => results.Any(result => result.QuestionsIn(set).Any())).ToList();
        var table = ReportTable.New("What each part is worth: R@10 / MRR@10", ["method", .. sets.Select(set => set.ToString())]);
        foreach (var method in methods)
        {
            table.AddRow([method.Name, .. sets.Select(set => Cell(Mean([.. results.Where(result => result.QuestionsIn(set).Any())], set, method.Name)))]);
        }

        return table;

        static string Cell(RankMetrics metrics) => $"{Text(metrics.RecallAt10)} / {Text(metrics.ReciprocalRank)}";
    }

    /// <summary>The mean over repositories, so that large ones do not drown small ones.</summary>
    public static RankMetrics Mean(IReadOnlyList<RepositoryResult> results, QuestionSet set, string method) =>
        RankMetrics.Mean([.. results.Where(result => result.QuestionsIn(set).Any()).Select(result => result.Mean(set, method))]);

    private static void AddRow(Table table, string name, string files, string questions, RankMetrics ours, RankMetrics plain, double p, string abstained) =>
        table.AddRow(
            name, files, questions, Text(ours.RecallAt1), Text(ours.RecallAt5), Text(ours.RecallAt10), Text(ours.ReciprocalRank), Text(ours.Gain),
            Text(plain.RecallAt10), Text(plain.ReciprocalRank), p < 0.001 ? "< .001" : Text(p), abstained);

    private static string Abstained(IReadOnlyList<RepositoryResult> results, QuestionSet set) =>
        Text(results.SelectMany(result => result.QuestionsIn(set)).Average(one => one.Abstained ? 1.0 : 0));

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(double share) => share.ToString(".000", CultureInfo.InvariantCulture);
}
