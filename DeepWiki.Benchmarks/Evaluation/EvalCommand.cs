using System.CommandLine;
using DeepWiki.Benchmarks.Corpus;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Core.Retrieval;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace DeepWiki.Benchmarks.Evaluation;

/// <summary><c>eval PATH…</c>: measures retrieval on local repositories.</summary>
internal static class EvalCommand
{
    private static readonly Argument<string[]> Paths = new("path") { Description = "Local Git repositories.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> After = new("--after")
    { Description = "The commit that is indexed (default: at 70 % of the first-parent history)." };
    private static readonly Option<bool> Ablate = new("--ablate") { Description = "Also measure without each list, without demotion and without vectors." };
    private static readonly Option<string?> Json = new("--json") { Description = "Write all answers to this file." };
    private static readonly Option<string?> Compare = new("--compare") { Description = "Compare with the answers of an earlier run." };
    private static readonly Option<string[]> FailUnder = new("--fail-under") { Description = "Exit with 1 below a floor, such as change=0.69/0.52." };

    public static Command Create()
    {
        var command = new Command("eval", "Measures retrieval on local repositories, with questions derived from their own history.")
        {
            Paths, After, Ablate, Json, Compare, FailUnder,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var floors = (parsed.GetValue(FailUnder) ?? []).Select(Floor.Parse).ToList();
        await using var stores = await LocalStores.StartAsync(cancellationToken);
        await using var host = await IndexHost.StartAsync(
            stores.Postgres, stores.Redis, new Dictionary<string, string?>(StringComparer.Ordinal), cancellationToken);
        var weights = host.Get<IOptions<RetrievalOptions>>().Value.Weights;
        List<Method> methods = [Method.Product(weights), Method.Baseline, .. parsed.GetValue(Ablate) ? Method.Ablations(weights) : []];
        var evaluator = new Evaluator(host, line => Console.Error.WriteLine(line));
        var results = new List<RepositoryResult>();
        foreach (var path in parsed.GetValue(Paths) ?? [])
        {
            results.Add(await evaluator.RunAsync(path, LocalRepositoryName.FromPath(path), parsed.GetValue(After), methods, cancellationToken));
        }

        EvaluationReport.Print(AnsiConsole.Console, results, methods);
        if (parsed.GetValue(Json) is { } json)
        {
            await EvaluationFile.WriteAsync(json, results, cancellationToken);
        }

        if (parsed.GetValue(Compare) is { } earlier)
        {
            Comparison.Print(AnsiConsole.Console, results, await EvaluationFile.ReadAsync(earlier, cancellationToken));
        }

        var missed = floors.Where(floor => !floor.IsReached(results)).ToList();
        missed.ForEach(floor => Console.Error.WriteLine($"Below the floor: {floor.Set} must reach {floor.RecallAt10}/{floor.ReciprocalRank}."));
        return missed.Count == 0 ? 0 : 1;
    }
}
