using DeepWiki.Benchmarks.Corpus;
using DeepWiki.Benchmarks.Baselines;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Benchmarks.Measurements;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.Benchmarks.Speed;

/// <summary>
/// Measures retrieval before the model is asked: embedding the question, all searches, fusion, context and prompt. Its floor is plain SQL on the
/// same rows. With a crowd the same repository stands in a second database too, among others.
/// </summary>
internal sealed class RetrieveBench(BenchRun run, int crowd, int questionCount)
{
    private const string Alone = "retrieval with its prompt";
    private const string Crowded = "retrieval with its prompt, in the crowd";
    private const string Floor = "floor: exact scan and full text";
    private const int WindowTokens = 32_000;
    private const int Depth = 10;

    private readonly Samples samples = new();
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    public async Task<SpeedReport> RunAsync(CancellationToken cancellationToken)
    {
        using var repository = await run.OpenRepositoryAsync(cancellationToken);
        await using var host = await run.StartHostAsync(repository, cancellationToken);
        run.Tell("indexing");
        var (index, report) = await host.IndexFolderAsync(repository.GitDirectory, cancellationToken);
        (counts["files"], counts["chunks"]) = (report.Files, report.Chunks);
        var floor = new SearchFloor(host, index);
        await floor.PrepareAsync(cancellationToken);
        await host.ExecuteAsync("vacuum analyze", cancellationToken);
        await using var other = crowd > 1 ? await run.StartHostAsync(repository, cancellationToken) : null;
        var crowded = other is null ? null : await FillAsync(other, repository, cancellationToken);

        var questions = QuestionMaker.From(await IndexedRows.TextsAsync(host, cancellationToken), questionCount, run.Options.Seed);
        using var generator = new LocalEmbeddingGenerator();
        var load = new LoadMeter();
        for (var round = 0; round <= run.Options.Rounds; round++)
        {
            // The first round only warms up.
            run.Tell($"round {round}");
            var isMeasured = round > 0;
            await AskAsync(Floor, questions, question => floor.SearchAsync(question, generator.EmbedQuery(question), cancellationToken), isMeasured);
            await AskAsync(Alone, questions, question => RetrieveAsync(host, index, question, cancellationToken), isMeasured);
            if (other is not null && crowded is not null)
            {
                await AskAsync(Crowded, questions, question => RetrieveAsync(other, crowded, question, cancellationToken), isMeasured);
            }
        }

        counts["questions whose first files differ in the crowd"] =
            other is null || crowded is null ? 0 : await CompareAsync(host, index, other, crowded, questions, cancellationToken);
        return new SpeedReport("retrieve", repository.Name, run.Options.Rounds, load.OtherCores, counts, samples.Figures, Goals());
    }

    private async Task AskAsync(string name, IReadOnlyList<string> questions, Func<string, Task> ask, bool isMeasured)
    {
        var cpu = ProcessTree.OwnSeconds();
        var times = new List<double>();
        foreach (var question in questions)
        {
            times.Add(await Clock.TimeAsync(() => ask(question)));
        }

        if (isMeasured)
        {
            samples.Add($"{name}, p50", "ms", Statistics.Median(times));
            samples.Add($"{name}, p99", "ms", Statistics.Quantile(times, 0.99));
            samples.Add($"{name}, processor time of all processes", "ms", (ProcessTree.OwnSeconds() - cpu) * 1000 / times.Count);
        }
    }

    private IReadOnlyList<Goal> Goals()
    {
        var (system, floor) = (samples.Get($"{Alone}, p50"), samples.Get($"{Floor}, p50"));
        List<Goal> goals =
        [
            new("P4", "retrieval above its floor, p50 in ms", Statistics.Median([.. system.Zip(floor, (above, below) => above - below)]), 15, 8),
            new("P5", "retrieval ÷ its floor, p50", Statistics.Ratio(system, floor), 4, 2),
        ];
        if (crowd > 1)
        {
            goals.Add(new("P6", "in the crowd ÷ alone, p50", Statistics.Ratio(samples.Get($"{Crowded}, p50"), system), 1.5, 1.15));
            goals.Add(new("P6", "in the crowd ÷ alone, p99", Statistics.Ratio(samples.Get($"{Crowded}, p99"), samples.Get($"{Alone}, p99")), 1.5, 1.15));
            goals.Add(new("P6", "questions whose first files differ in the crowd", counts["questions whose first files differ in the crowd"], 0, 0));
        }

        return goals;
    }

    // Half of the others come before it, half after it, as in a store that grows.
    private async Task<ActiveIndex> FillAsync(IndexHost other, BenchRepository repository, CancellationToken cancellationToken)
    {
        run.Tell($"adding {crowd - 1} repositories");
        var copy = Path.Combine(repository.Root, "model.git");
        await Git.RunAsync(
            repository.GitDirectory, null, ["clone", "--bare", "--quiet", "--depth=1", $"file://{repository.GitDirectory}", copy], cancellationToken);
        var (model, _) = await other.IndexFolderAsync(copy, cancellationToken);
        var others = new BackgroundLoad(other, model, run.Options.Seed);
        await others.AddAsync((crowd - 2) / 2, cancellationToken);
        var (index, report) = await other.IndexFolderAsync(repository.GitDirectory, cancellationToken);
        await others.AddAsync(crowd - 2 - ((crowd - 2) / 2), cancellationToken);
        await other.ExecuteAsync("vacuum analyze", cancellationToken);
        (counts["repositories in the crowd"], counts["chunks in the crowd"]) = (crowd, others.Chunks + (2 * report.Chunks));
        return index;
    }

    private static async Task RetrieveAsync(IndexHost host, ActiveIndex index, string question, CancellationToken cancellationToken)
    {
        var found = await host.Get<Retriever>().RetrieveAsync(index, new RetrievalQuery(question), cancellationToken);
        var context = PromptBudget.Fit(
            new AnswerContext(question, "bench", found.Blocks, found.MissingTerms, found.NearestPaths), WindowTokens, TokenEstimate.Counter);
        AnswerPrompt.Build(context, [], "English");
    }

    private static async Task<int> CompareAsync(
        IndexHost host, ActiveIndex index, IndexHost other, ActiveIndex crowded, IReadOnlyList<string> questions, CancellationToken cancellationToken)
    {
        var differing = 0;
        foreach (var question in questions)
        {
            var (alone, among) = (await RankAsync(host, index, question, cancellationToken), await RankAsync(other, crowded, question, cancellationToken));
            differing += alone.SequenceEqual(among, StringComparer.Ordinal) ? 0 : 1;
        }

        return differing;
    }

    private static async Task<IReadOnlyList<string>> RankAsync(IndexHost host, ActiveIndex index, string question, CancellationToken cancellationToken)
    {
        var query = new RetrievalQuery(question);
        var found = await host.Get<ListSearch>().SearchAsync(index, query, cancellationToken);
        return [.. Retriever.Rank(found, query, new RetrievalWeights()).Take(Depth).Select(file => file.Path)];
    }
}
