using System.CommandLine;
using System.Text.Json;
using DeepWiki.Benchmarks.Evaluation;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Benchmarks.Measurements;
using DeepWiki.Benchmarks.Micro;
using DeepWiki.Benchmarks.Wikis;
using Spectre.Console;

namespace DeepWiki.Benchmarks.Speed;

/// <summary>All verbs of this program.</summary>
internal static class BenchCommands
{
    private const int MaxCrowd = 5000;
    private const int MinWidth = 160;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static RootCommand Root()
    {
        var crowd = BenchArguments.Number("--crowd", "Repositories in the store, this one included.", 1, MaxCrowd);
        var questions = BenchArguments.Number("--questions", "Questions of a round.", 50, 10_000);
        return new RootCommand("Measures DeepWiki: how well it finds, and how fast.")
        {
            EvalCommand.Create(),
            WikiCommand.Create(),
            Create(
                "index",
                "A full index against the sum of its floors: read, ctags, embed, store.",
                [],
                (run, _, token) => new IndexBench(run).RunAsync(token)),
            Create("update", "A commit of one file against a full index.", [], UpdateAsync),
            Create(
                "retrieve",
                "Retrieval against plain SQL on the same rows, alone and in a crowd.",
                [crowd, questions],
                (run, parsed, token) => new RetrieveBench(run, parsed.GetValue(crowd), parsed.GetValue(questions)).RunAsync(token)),
            MicroCommand.Create(),
        };
    }

    private static async Task<SpeedReport> UpdateAsync(BenchRun run, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var bench = new UpdateBench(run);
        return await bench.RunAsync(cancellationToken);
    }

    private static Command Create(
        string name, string description, IEnumerable<Option> own, Func<BenchRun, ParseResult, CancellationToken, Task<SpeedReport>> measure)
    {
        var command = new Command(name, description);
        BenchArguments.AddTo(command);
        foreach (var option in own)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var stores = await LocalStores.StartAsync(cancellationToken);
            var run = new BenchRun(BenchArguments.Read(parsed), stores.Postgres, stores.Redis, line => Console.Error.WriteLine(line));
            var report = await measure(run, parsed, cancellationToken);
            var console = AnsiConsole.Console;
            console.Profile.Width = Math.Max(console.Profile.Width, MinWidth);
            ReportTable.Print(console, report);
            if (BenchArguments.JsonFile(parsed) is { } file)
            {
                await File.WriteAllTextAsync(file, JsonSerializer.Serialize(report, Json), cancellationToken);
            }
        });
        return command;
    }
}
