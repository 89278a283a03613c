using System.Text.Json;
using DeepWiki.Benchmarks.Evaluation;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.Retrieval.Fusion;
using DeepWiki.Indexer.Indexing.Files;
using DeepWiki.Tests.Architecture;
using DeepWiki.Tests.Support.Stores;

namespace DeepWiki.Tests.Evaluation;

/// <summary>
/// Retrieval over this repository itself, offline, against floors: the measured values less 0.03. Better figures raise the floors; worse
/// ones are a fault, not a reason to lower them.
/// </summary>
[Trait("Category", "Evaluation")]
public sealed class FixedSetTests(StoresFixture stores) : IAsyncLifetime
{
    private const double FoundAmongTen = 0.95;
    private const double ReciprocalRank = 0.62;
    private const double FalseAbstentions = 0.02;
    private const double RecognisedUnanswerable = 0.9;

    private IndexHost? host;
    private ActiveIndex? index;
    private FixedQuestions? questions;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await IndexHost.StartAsync(
            await stores.PostgresAsync(), await stores.RedisAsync(), new Dictionary<string, string?>(StringComparer.Ordinal), Token);
        var history = new History(SourceTree.Root);
        Assert.True(ObjectId.TryParse(await history.ResolveAsync("HEAD", Token), out var head));
        var source = host.Get<RepositorySources>().Open(await history.GitDirectoryAsync(Token), head);

        // The questions must not be found where they are asked.
        (index, _) = await host.IndexAsync("this", source, ["DeepWiki.Tests/Evaluation", "docs/examples"], Token);
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Evaluation", "questions.json"));
        questions = await JsonSerializer.DeserializeAsync<FixedQuestions>(file, JsonSerializerOptions.Web, Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public void Every_answer_names_files_that_are_there()
    {
        // Set before any test runs.
        var missing = questions!.Answerable.SelectMany(question => question.Paths).Where(path => !File.Exists(Path.Combine(SourceTree.Root, path)));

        Assert.Empty(missing);
    }

    [Fact]
    public async Task The_right_files_are_found()
    {
        var ranks = new List<(string Text, double Rank)>();
        foreach (var question in questions!.Answerable) // Set before any test runs.
        {
            var query = new RetrievalQuery(question.Text);
            var files = Retriever.Rank(await host!.Get<ListSearch>().SearchAsync(index!, query, Token), query, new RetrievalWeights());
            ranks.Add((question.Text, RankMetrics.Calculate([.. files.Take(10).Select(found => found.Path)], question.Paths).ReciprocalRank));
        }

        var report = string.Join('\n', ranks.Where(rank => rank.Rank < 0.5).Select(rank => $"{rank.Rank:0.00} {rank.Text}"));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"found {ranks.Average(rank => rank.Rank > 0 ? 1 : 0):0.000}, MRR@10 {ranks.Average(rank => rank.Rank):0.000}\n{report}");
        Assert.True(ranks.Average(rank => rank.Rank > 0 ? 1 : 0) >= FoundAmongTen, report);
        Assert.True(ranks.Average(rank => rank.Rank) >= ReciprocalRank, report);
    }

    [Fact]
    public async Task What_is_not_there_is_said_not_to_be_there()
    {
        var refused = await RefusedAsync(questions!.Answerable.Select(question => question.Text)); // Set before any test runs.
        var recognised = await RefusedAsync(questions.Unanswerable);

        TestContext.Current.TestOutputHelper?.WriteLine($"falsely refused {refused.Count}, recognised {recognised.Count} of {questions.Unanswerable.Count}");
        Assert.True(refused.Count <= FalseAbstentions * questions.Answerable.Count, string.Join('\n', refused));
        Assert.True(recognised.Count >= RecognisedUnanswerable * questions.Unanswerable.Count, string.Join('\n', questions.Unanswerable.Except(recognised)));
    }

    private async Task<IReadOnlyList<string>> RefusedAsync(IEnumerable<string> texts)
    {
        var refused = new List<string>();
        foreach (var text in texts)
        {
            if ((await host!.Get<Retriever>().RetrieveAsync(index!, new RetrievalQuery(text), Token)).Blocks.Count == 0)
            {
                refused.Add(text);
            }
        }

        return refused;
    }
}
