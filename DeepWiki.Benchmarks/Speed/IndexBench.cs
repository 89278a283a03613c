using DeepWiki.Benchmarks.Corpus;
using DeepWiki.Benchmarks.Baselines;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Benchmarks.Measurements;

namespace DeepWiki.Benchmarks.Speed;

/// <summary>A full index, from a local repository to searchable, against the sum of its floors; and the memory of a real Indexer.</summary>
internal sealed class IndexBench(BenchRun run)
{
    private const string Full = "full index";
    private const string Floors = "sum of floors";
    private const string Store = "store floor";
    private const double Megabyte = 1 << 20;

    private readonly Samples samples = new();

    public async Task<SpeedReport> RunAsync(CancellationToken cancellationToken)
    {
        using var repository = await run.OpenRepositoryAsync(cancellationToken);
        await using var host = await run.StartHostAsync(repository, cancellationToken);
        run.Tell("warming up");
        var (index, report) = await host.IndexFolderAsync(repository.GitDirectory, cancellationToken);
        await using var store = await StoreFloor.PrepareAsync(
            host, await run.StartHostAsync(repository, cancellationToken), repository.Root, cancellationToken);
        var read = new ReadFloor(repository.GitDirectory, await IndexedRows.BlobsAsync(host, cancellationToken));
        var ctags = await CtagsFloor.PrepareAsync(
            repository.GitDirectory, repository.Root, await IndexedRows.PathsAsync(host, cancellationToken), cancellationToken);
        using var embed = new EmbedFloor(await IndexedRows.TextsAsync(host, cancellationToken));
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            ["files"] = report.Files,
            ["chunks"] = report.Chunks,
            ["embeddings"] = await host.CountAsync("select count(*) from embeddings", cancellationToken),
            ["symbols"] = await host.CountAsync("select count(*) from symbols", cancellationToken),
            ["source files"] = ctags.Files,
            ["bytes of text"] = await host.CountAsync("select coalesce(sum(octet_length(content)), 0) from chunks", cancellationToken),
        };
        var load = new LoadMeter();
        using var spans = new SpanTimes();
        await MeasureFloorsAsync(repository, read, ctags, embed, store, new Samples(), cancellationToken);
        for (var round = 1; round <= run.Options.Rounds; round++)
        {
            run.Tell($"round {round}");
            await MeasureFloorsAsync(repository, read, ctags, embed, store, samples, cancellationToken);
            await host.EmptyAsync(cancellationToken);
            var cpu = (Own: Environment.CpuUsage.TotalTime, All: ProcessTree.OwnSeconds());
            samples.Add(Full, "ms", await Clock.TimeAsync(() => host.IndexFolderAsync(repository.GitDirectory, cancellationToken)));
            samples.Add("full index: processor time of the pipeline", "ms", (Environment.CpuUsage.TotalTime - cpu.Own).TotalMilliseconds);
            samples.Add("full index: processor time of all processes", "ms", (ProcessTree.OwnSeconds() - cpu.All) * 1000);
            spans.Take(samples, Full);
            samples.Add("full index", "chunks/s", report.Chunks / samples.Get(Full)[^1] * 1000);
        }

        await MeasureProcessAsync(repository, host, cancellationToken);
        return new SpeedReport("index", repository.Name, run.Options.Rounds, load.OtherCores, rows, samples.Figures, Goals(report.Chunks));
    }

    private IReadOnlyList<Goal> Goals(long chunks) =>
    [
        new("P7", "full index ÷ sum of floors", Statistics.Ratio(samples.Get(Full), samples.Get(Floors)), 4, 1.5),
        new("P7", "chunks/s of the full index ÷ the store floor's", Statistics.Ratio(samples.Get(Store), samples.Get(Full)), 0.15, 0.35) { IsLeast = true },
        new("P11", $"peak memory of the Indexer in MB, {chunks:N0} chunks", samples.Get("Indexer, peak memory")[0], 450, 300),
    ];

    private async Task MeasureFloorsAsync(
        BenchRepository repository, ReadFloor read, CtagsFloor ctags, EmbedFloor embed, StoreFloor store, Samples into, CancellationToken cancellationToken)
    {
        await store.EmptyAsync(cancellationToken);
        into.Add("clone, bare (not in the sum)", "ms", await Clock.TimeAsync(() => read.CloneAsync(Path.Combine(repository.Root, "clone"), cancellationToken)));
        into.Add("read floor: list", "ms", await Clock.TimeAsync(() => read.ListAsync(cancellationToken)));
        into.Add("read floor: blobs", "ms", await Clock.TimeAsync(() => read.ReadAsync(cancellationToken)));
        into.Add("ctags floor", "ms", await Clock.TimeAsync(() => ctags.RunAsync(cancellationToken)));
        into.Add("tokenise floor (part of embed)", "ms", Clock.Time(() => embed.Tokenize()));
        into.Add("embed floor", "ms", Clock.Time(() => embed.Embed()));
        into.Add(Store, "ms", await Clock.TimeAsync(() => store.RunAsync(cancellationToken)));
        string[] parts = ["read floor: list", "read floor: blobs", "ctags floor", "embed floor", Store];
        into.Add(Floors, "ms", parts.Sum(part => into.Get(part)[^1]));
    }

    // A process of its own, as it is shipped: its memory is not that of this program, and its first job pays for the compiler.
    private async Task MeasureProcessAsync(BenchRepository repository, IndexHost host, CancellationToken cancellationToken)
    {
        run.Tell("a real Indexer");
        await host.EmptyAsync(cancellationToken);
        await using var indexer = await IndexerProcess.StartAsync(run, repository, host, cancellationToken);
        samples.Add(
            "full index, first job of a fresh Indexer", "ms", await Clock.TimeAsync(() => indexer.IndexAsync(repository.GitDirectory, cancellationToken)));
        samples.Add("Indexer, peak memory", "MB", indexer.PeakMemory() / Megabyte);
    }
}
