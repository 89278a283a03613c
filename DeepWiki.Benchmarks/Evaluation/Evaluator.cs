using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.Retrieval;
using DeepWiki.Indexer.Indexing.Files;

namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>
/// Measures retrieval on a local repository: an old commit is indexed by the product's own pipeline, questions are derived by rule from
/// what came after it and from its documentation comments, and the product's own ranking answers them beside a plain one.
/// </summary>
internal sealed class Evaluator(IndexHost host, Action<string> report)
{
    private const int MaxQuestions = 100;
    private const int Depth = 10;
    private const double SnapshotShare = 0.7;

    /// <param name="folder">A repository, bare or not.</param>
    /// <param name="name">As it is printed.</param>
    /// <param name="after">The snapshot; null takes the commit at 70 % of the first-parent history.</param>
    /// <param name="methods">Methods to measure; the plain baseline always is.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<RepositoryResult> RunAsync(
        string folder, string name, string? after, IReadOnlyList<Method> methods, CancellationToken cancellationToken)
    {
        var history = new History(folder);
        var snapshot = after is null ? await history.CommitAtAsync(SnapshotShare, cancellationToken) : await history.ResolveAsync(after, cancellationToken);
        if (!ObjectId.TryParse(snapshot, out var commit))
        {
            throw new InvalidOperationException($"'{snapshot}' is no commit.");
        }

        var source = host.Get<RepositorySources>().Open(await history.GitDirectoryAsync(cancellationToken), commit);
        var (docs, blanked) = DocumentationQuestions.From(await ReadAllAsync(source, cancellationToken));
        var clean = new BlankingSource(source, blanked);
        report($"{name}: indexing {snapshot[..10]}");
        var (index, job) = await host.IndexAsync(name, clean, [], cancellationToken);
        report($"{name}: {job.Files} files; deriving questions");
        var texts = await ReadAllAsync(clean, cancellationToken);
        var baseline = new PlainBaseline();
        texts.ForEach(file => baseline.Add(file.Path, file.Text));
        var questions = await DeriveAsync(history, snapshot, texts.Select(file => file.Path).ToHashSet(StringComparer.Ordinal), cancellationToken);

        var results = new List<QuestionResult>();
        foreach (var question in questions.Concat(docs))
        {
            results.Add(await AnswerAsync(index, baseline, question, methods, cancellationToken));
        }

        report($"{name}: {results.Count} questions answered");
        return new RepositoryResult(name, snapshot, job.Files, job.Chunks, results);
    }

    private async Task<QuestionResult> AnswerAsync(
        ActiveIndex index, PlainBaseline baseline, Question question, IReadOnlyList<Method> methods, CancellationToken cancellationToken)
    {
        var query = new RetrievalQuery(question.Text);
        var lists = await host.Get<ListSearch>().SearchAsync(index, query, cancellationToken);
        var ranked = methods.ToDictionary(
            method => method.Name,
            method => method.Weights is { } weights
                ? [.. Retriever.Rank(lists, query, weights).Take(Depth).Select(file => file.Path)]
                : baseline.Search(question.Text, Depth),
            StringComparer.Ordinal);
        var evidence = await host.Get<Retriever>().RetrieveAsync(index, query, cancellationToken);
        return new QuestionResult(
            question, ranked.ToDictionary(pair => pair.Key, pair => RankMetrics.Calculate(pair.Value, question.Targets), StringComparer.Ordinal),
            ranked[Method.ProductName], evidence.Blocks.Count == 0);
    }

    private static async Task<IReadOnlyList<Question>> DeriveAsync(
        History history, string snapshot, IReadOnlySet<string> indexed, CancellationToken cancellationToken)
    {
        var sets = new Dictionary<QuestionSet, List<Question>> { [QuestionSet.Change] = [], [QuestionSet.Named] = [] };
        await foreach (var commit in history.AfterAsync(snapshot, cancellationToken))
        {
            if (ChangeQuestions.From(commit, indexed) is { } question && sets[question.Set].Count < MaxQuestions)
            {
                sets[question.Set].Add(question);
            }

            if (sets.Values.All(set => set.Count == MaxQuestions))
            {
                break;
            }
        }

        return [.. sets.Values.SelectMany(set => set)];
    }

    private async Task<List<(string Path, string Text)>> ReadAllAsync(IFileSource source, CancellationToken cancellationToken)
    {
        var selector = new FileSelector(new IndexJobSettings("", [], [], [], []).Filter(), host.Get<FileLimits>());
        var texts = new List<(string Path, string Text)>();
        var entries = source.ListAsync(cancellationToken).Where(entry => selector.Decide(entry) is null).DistinctBy(entry => entry.Path.Shown);
        await foreach (var content in source.ReadAsync(entries, cancellationToken))
        {
            if (content.Bytes is { } bytes && ContentSniffer.Read(content.Entry.Path.Shown, bytes.Span).Text is { } text)
            {
                texts.Add((content.Entry.Path.Shown, text));
            }
        }

        return texts;
    }
}
