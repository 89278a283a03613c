using System.Text.Json;
using DeepWiki.Benchmarks.Corpus;
using DeepWiki.Benchmarks.Evaluation;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.Retrieval.Fusion;
using DeepWiki.Tests.Support.Stores;

namespace DeepWiki.Tests.Evaluation;

/// <summary>
/// Retrieval over repositories out of a seed, small to large, in several languages of code and of people, against floors: the measured values
/// less 0.03.
/// </summary>
[Trait("Category", "Evaluation")]
public sealed class GeneratedSetTests(StoresFixture stores)
{
    private const int Seed = 11;
    private const int Questions = 40;
    private const double FalseAbstentions = 0.02;
    private const double RecognisedUnanswerable = 0.8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(30, 0.90, 0.36, 0.97)]
    [InlineData(300, 0.64, 0.24, 0.92)]
    [InlineData(3000, 0.54, 0.22, 0.91)]
    public async Task What_follows_from_the_corpus_is_found(int size, double comments, double commentsRank, double namesRank)
    {
        using var repository = await BenchRepository.GenerateAsync(size, Seed, Token);
        await repository.CommitAsync(EastAsianQuestions.Files, Token);
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Repositories:LocalRoots:0"] = repository.Root };
        await using var host = await IndexHost.StartAsync(await stores.PostgresAsync(), await stores.RedisAsync(), settings, Token);
        var (index, _) = await host.IndexFolderAsync(repository.GitDirectory, Token);
        var files = GeneratedCorpus.Files(size, Seed).ToList();

        var found = await ScoreAsync(host, index, GeneratedQuestions.Comments(files, Questions));
        var named = await ScoreAsync(host, index, GeneratedQuestions.Names(files, Questions));
        var asian = await ScoreAsync(host, index, EastAsianQuestions.Questions);
        var unanswerable = await ReadUnanswerableAsync();
        var recognised = (Own: await RefusedAsync(host, index, unanswerable), Asian: await RefusedAsync(host, index, EastAsianQuestions.Unanswerable));

        var report =
            $"{size} files: comments {found}; names {named}; Chinese and Japanese {asian}; unanswerable recognised {recognised.Own:0.00} and "
                + $"{recognised.Asian:0.00}";
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        Assert.True(found.Recall >= comments && found.Rank >= commentsRank, report);
        Assert.True(named.Recall >= 0.97 && named.Rank >= namesRank, report);
        Assert.True(asian.Recall >= 0.97 && asian.Rank >= 0.9, report);
        Assert.True(named.Refused <= FalseAbstentions && asian.Refused <= FalseAbstentions, report);
        Assert.True(recognised.Own >= RecognisedUnanswerable && recognised.Asian >= RecognisedUnanswerable, report);
    }

    private static async Task<Score> ScoreAsync(IndexHost host, ActiveIndex index, IReadOnlyList<FixedQuestion> questions)
    {
        var metrics = new List<RankMetrics>();
        foreach (var question in questions)
        {
            var query = new RetrievalQuery(question.Text);
            var ranked = Retriever.Rank(await host.Get<ListSearch>().SearchAsync(index, query, Token), query, new RetrievalWeights());
            metrics.Add(RankMetrics.Calculate([.. ranked.Take(10).Select(file => file.Path)], question.Paths));
        }

        var mean = RankMetrics.Mean(metrics);
        return new Score(
            questions.Count, mean.RecallAt10, mean.ReciprocalRank, await RefusedAsync(host, index, [.. questions.Select(question => question.Text)]));
    }

    private static async Task<IReadOnlyList<string>> ReadUnanswerableAsync()
    {
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Evaluation", "questions.json"));
        return (await JsonSerializer.DeserializeAsync<FixedQuestions>(file, JsonSerializerOptions.Web, Token))!.Unanswerable; // The file is part of the test.
    }

    private static async Task<double> RefusedAsync(IndexHost host, ActiveIndex index, IReadOnlyList<string> questions)
    {
        var refused = 0;
        foreach (var text in questions)
        {
            refused += (await host.Get<Retriever>().RetrieveAsync(index, new RetrievalQuery(text), Token)).Blocks.Count == 0 ? 1 : 0;
        }

        return (double)refused / questions.Count;
    }

    private sealed record Score(int Questions, double Recall, double Rank, double Refused)
    {
        public override string ToString() => $"{Questions}: R@10 {Recall:0.000} MRR@10 {Rank:0.000} refused {Refused:0.000}";
    }
}
