using System.Globalization;
using Spectre.Console;

namespace DeepWiki.Benchmarks.Measurements;

/// <summary>Tables in the form of Markdown, so that they can go into a page as they are.</summary>
internal static class ReportTable
{
    /// <summary>A table whose first column holds words and the others numbers.</summary>
    public static Table New(string title, params IReadOnlyList<string> columns)
    {
        var table = new Table { Title = new TableTitle(title, Style.Plain), Border = TableBorder.Markdown };
        foreach (var (column, place) in columns.Select((column, place) => (column, place)))
        {
            table.AddColumn(place == 0 ? new TableColumn(column) : new TableColumn(column).RightAligned());
        }

        return table;
    }

    public static void Print(IAnsiConsole console, SpeedReport report)
    {
        console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{report.Verb}: {report.Corpus}; {report.Rounds} rounds; others used {report.OtherCores:0.00} cores"));
        console.WriteLine(string.Join(", ", report.Counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value:N0} {count.Key}"))));
        var figures = New("Figures", "what", "unit", "median", "rounds");
        foreach (var figure in report.Figures)
        {
            figures.AddRow(Markup.Escape(figure.Name), figure.Unit, Text(figure.Median), string.Join(" ", figure.Values.Take(10).Select(Text)));
        }

        console.Write(figures);
        var goals = New("Goals", "goal", "no.", "value", "must", "aim", "reached");
        foreach (var goal in report.Goals)
        {
            var sign = goal.IsLeast ? "≥ " : "≤ ";
            goals.AddRow(Markup.Escape(goal.Name), goal.Number, Text(goal.Value), sign + Text(goal.Must), sign + Text(goal.Aim), goal.Verdict);
        }

        console.Write(goals);
    }

    private static string Text(double value) =>
        value.ToString(
            Math.Abs(value) switch
            {
                0 => "0",
                < 0.1 => "0.0000",
                < 10 => "0.00",
                < 1000 => "0.0",
                _ => "N0",
            },
            CultureInfo.InvariantCulture);
}
