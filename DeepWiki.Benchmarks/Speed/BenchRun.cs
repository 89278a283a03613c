using DeepWiki.Benchmarks.Corpus;
using DeepWiki.Benchmarks.Hosting;

namespace DeepWiki.Benchmarks.Speed;

/// <summary>Settings and servers a measurement works with.</summary>
/// <param name="Options">Options of the run.</param>
/// <param name="Postgres">Connection string of the server; databases are added and dropped.</param>
/// <param name="Redis">Configuration of the client.</param>
/// <param name="Tell">Told how far it is.</param>
internal sealed record BenchRun(BenchOptions Options, string Postgres, string Redis, Action<string> Tell)
{
    public Task<BenchRepository> OpenRepositoryAsync(CancellationToken cancellationToken) => Options.Repository is { } path
        ? BenchRepository.CopyAsync(path, cancellationToken)
        : BenchRepository.GenerateAsync(Options.Files, Options.Seed, cancellationToken);

    /// <summary>The product on a database of its own, allowed to read the repository.</summary>
    public Task<IndexHost> StartHostAsync(BenchRepository repository, CancellationToken cancellationToken) =>
        IndexHost.StartAsync(
            Postgres, Redis, new Dictionary<string, string?>(StringComparer.Ordinal) { ["Repositories:LocalRoots:0"] = repository.Root }, cancellationToken);
}
