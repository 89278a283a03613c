using System.Globalization;
using DeepWiki.Benchmarks.Corpus;
using DeepWiki.Benchmarks.Baselines;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Benchmarks.Measurements;
using DeepWiki.Core.Retrieval;

namespace DeepWiki.Benchmarks.Speed;

/// <summary>A commit on top of an indexed repository, until the search finds what it brought, against a full index of all files.</summary>
internal sealed class UpdateBench(BenchRun run) : IDisposable
{
    private const string Full = "full index";
    private const string One = "one-file commit → found";
    private const string Many = "100-file commit → found";
    private const string Renamed = "rename → indexed";
    private const string Same = "no change → indexed";
    private const int ManyFiles = 100;

    private readonly Samples samples = new();
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);
    private readonly SpanTimes spans = new();
    private int marks;
    private long spareEmbeddings;

    public async Task<SpeedReport> RunAsync(CancellationToken cancellationToken)
    {
        using var repository = await run.OpenRepositoryAsync(cancellationToken);
        await using var host = await run.StartHostAsync(repository, cancellationToken);
        run.Tell("warming up");
        var (_, first) = await host.IndexFolderAsync(repository.GitDirectory, cancellationToken);
        (counts["files"], counts["chunks"]) = (first.Files, first.Chunks);
        var paths = (await IndexedRows.PathsAsync(host, cancellationToken))
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".go", StringComparison.Ordinal))
            .ToList();
        await MeasureAsync(repository, host, paths, new Samples(), cancellationToken);
        spans.Take(new Samples(), Full);
        var load = new LoadMeter();
        for (var round = 1; round <= run.Options.Rounds; round++)
        {
            run.Tell($"round {round}");
            await MeasureAsync(repository, host, paths, samples, cancellationToken);
        }

        return new SpeedReport("update", repository.Name, run.Options.Rounds, load.OtherCores, counts, samples.Figures, Goals());
    }

    public void Dispose() => spans.Dispose();

    private IReadOnlyList<Goal> Goals() =>
    [
        new("P9", "one-file commit → found, % of a full index", 100 * Statistics.Ratio(samples.Get(One), samples.Get(Full)), 3, 1),
        new("P9", "one-file commit → found, ms", Statistics.Median(samples.Get(One)), 1000, 400),
        new("P9", "inputs embedded − changed chunks, all commits", spareEmbeddings, 0, 0),
        new("P10", "100-file ÷ one-file commit", Statistics.Ratio(samples.Get(Many), samples.Get(One)), 60, 30),
        new("P10", "rename or no change: embeddings", counts["embeddings without new text"], 0, 0),
        new("P10", "rename or no change: chunk rows", counts["chunk rows without new text"], 0, 0),
    ];

    private async Task MeasureAsync(BenchRepository repository, IndexHost host, IReadOnlyList<string> paths, Samples into, CancellationToken cancellationToken)
    {
        await host.EmptyAsync(cancellationToken);
        into.Add(Full, "ms", await Clock.TimeAsync(() => host.IndexFolderAsync(repository.GitDirectory, cancellationToken)));

        spans.Take(into, Full);
        into.Add(One, "ms", await ChangeAsync(repository, host, [paths[marks % paths.Count]], cancellationToken));
        spans.Take(into, One);
        if (paths.Count > 2 * ManyFiles)
        {
            into.Add(Many, "ms", await ChangeAsync(repository, host, [.. paths.Take(ManyFiles)], cancellationToken));
        }
        else
        {
            into.Add(Many, "ms", double.NaN);
        }

        var moved = string.Create(CultureInfo.InvariantCulture, $"moved{++marks}/{paths[^1]}");
        await repository.RenameAsync(paths[^1], moved, cancellationToken);
        into.Add(Renamed, "ms", await WithoutTextAsync(repository, host, cancellationToken));
        spans.Take(new Samples(), Renamed);
        into.Add(Same, "ms", await WithoutTextAsync(repository, host, cancellationToken));
        spans.Take(into, Same);
        await repository.RenameAsync(moved, paths[^1], cancellationToken);
    }

    /// <summary>Appends a declaration with a word of its own to each file, and takes the time until a search finds it in the first.</summary>
    private async Task<double> ChangeAsync(BenchRepository repository, IndexHost host, IReadOnlyList<string> changed, CancellationToken cancellationToken)
    {
        var word = string.Create(CultureInfo.InvariantCulture, $"zanzibar{++marks}quokka");
        var files = new List<CorpusFile>();
        foreach (var path in changed)
        {
            files.Add(new CorpusFile(path, $"{await repository.ReadAsync(path, cancellationToken)}\n// {word} {marks}\n"));
        }

        var last = await host.CountAsync("select max(chunk_id) from chunks", cancellationToken);
        await repository.CommitAsync(files, cancellationToken);
        var embedded = 0L;
        var time = await Clock.TimeAsync(async () =>
        {
            var (index, report) = await host.IndexFolderAsync(repository.GitDirectory, cancellationToken);
            embedded = report.Embedded;
            var found = await host.Get<ListSearch>().SearchAsync(index, new RetrievalQuery(word), cancellationToken);
            if (!found.Lexical.Any(hit => hit.Path == changed[0]))
            {
                throw new InvalidOperationException($"'{word}' is not found in '{changed[0]}' after the commit.");
            }
        });
        var texts = await host.CountAsync(
            $"""
            select count(distinct content_hash) from chunks n
            where chunk_id > {last} and not exists (select 1 from chunks o where o.content_hash = n.content_hash and o.chunk_id <= {last})
            """,
            cancellationToken);
        (counts["changed chunks of the last commit"], counts["inputs embedded for it"]) = (texts, embedded);
        spareEmbeddings += Math.Abs(embedded - texts);
        return time;
    }

    private async Task<double> WithoutTextAsync(BenchRepository repository, IndexHost host, CancellationToken cancellationToken)
    {
        var before = await host.CountAsync("select count(*) from chunks", cancellationToken);
        var embedded = 0L;
        var time = await Clock.TimeAsync(async () => embedded = (await host.IndexFolderAsync(repository.GitDirectory, cancellationToken)).Report.Embedded);
        counts["embeddings without new text"] = counts.GetValueOrDefault("embeddings without new text") + embedded;
        counts["chunk rows without new text"] =
            counts.GetValueOrDefault("chunk rows without new text") + await host.CountAsync("select count(*) from chunks", cancellationToken) - before;
        return time;
    }
}
