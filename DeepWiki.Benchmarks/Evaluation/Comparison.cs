using System.Globalization;
using Spectre.Console;

namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>Compares two runs over the questions both of them asked.</summary>
internal static class Comparison
{
    public static void Print(IAnsiConsole console, IReadOnlyList<RepositoryResult> now, IReadOnlyList<RepositoryResult> before)
    {
        var old = before
            .SelectMany(result => result.Questions.Select(one => (Key: (result.Repository, one.Question.Set, one.Question.Source), one)))
            .ToLookup(pair => pair.Key, pair => pair.one);
        var table = new Table { Title = new TableTitle("Against the earlier run", Style.Plain), Border = TableBorder.Markdown };
        foreach (var column in (string[])["set", "questions", "R@10 before", "R@10 now", "p", "MRR@10 before", "MRR@10 now", "p"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var set in Enum.GetValues<QuestionSet>())
        {
            var pairs = now.SelectMany(result =>
                    result
                        .QuestionsIn(set)
                        .SelectMany(one =>
                            old[(result.Repository, set, one.Question.Source)]
                                .Take(1)
                                .Select(other => (Now: one.Metrics[Method.ProductName], Before: other.Metrics[Method.ProductName]))))
                .ToList();
            if (pairs.Count > 0)
            {
                table.AddRow([
                    set.ToString(),
                    pairs.Count.ToString(CultureInfo.InvariantCulture),
                    .. Cells(pairs, one => one.RecallAt10),
                    .. Cells(pairs, one => one.ReciprocalRank),
                ]);
            }
        }

        console.Write(table);
    }

    private static IEnumerable<string> Cells(List<(RankMetrics Now, RankMetrics Before)> pairs, Func<RankMetrics, double> measure) =>
    [
        Text(pairs.Average(pair => measure(pair.Before))),
        Text(pairs.Average(pair => measure(pair.Now))),
        Text(PermutationTest.PValue([.. pairs.Select(pair => measure(pair.Now) - measure(pair.Before))])),
    ];

    private static string Text(double value) => value.ToString(".000", CultureInfo.InvariantCulture);
}
