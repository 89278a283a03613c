using BenchmarkDotNet.Attributes;
using DeepWiki.Benchmarks.Corpus;
using DeepWiki.Core.Git;
using DeepWiki.Core.Processes;
using LibGit2Sharp;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace DeepWiki.Benchmarks.Micro;

/// <summary>Small reads of a local repository of 1,000 files: libgit2 in this process against a git process of their own.</summary>
public class GitReadBenchmark : IDisposable
{
    private const int Files = 1000;

    private readonly CorpusFile file = GeneratedCorpus.File(7, seed: 1);
    private BenchRepository repository = null!; // Set before any benchmark runs.
    private ChildProcesses children = null!;
    private GitRunner runner = null!;
    private GitObjects objects = null!;
    private DeepWiki.Core.Git.Objects.ObjectId before;
    private DeepWiki.Core.Git.Objects.ObjectId after;
    private DeepWiki.Core.Git.Objects.ObjectId blob;

    [GlobalSetup]
    public async Task Prepare()
    {
        repository = await BenchRepository.GenerateAsync(Files, seed: 1, CancellationToken.None);
        var options = Options.Create(new GitOptions { WorkRoot = Path.Combine(repository.Root, "work") });
        children = new ChildProcesses(new ChildTools(), TimeProvider.System, NullLogger<ChildProcesses>.Instance);
        runner = new GitRunner(children, new WorkRoot(options), options);
        objects = new GitObjects(runner, options, TimeProvider.System);
        before = Head();
        await repository.CommitAsync([file with { Text = "changed\n" }], CancellationToken.None);
        after = Head();
        using var opened = new Repository(repository.GitDirectory);
        blob = DeepWiki.Core.Git.Objects.ObjectId.Parse(Find(opened, before).Tree[file.Path].Target.Sha);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        children.Dispose();
        repository.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public object? HeadByLibGit2() => LocalReferences.FindCommit(repository.GitDirectory, "HEAD");

    [Benchmark]
    public async Task<int> HeadByProcess()
    {
        var arguments = new GitArguments(GitSubcommand.RevParse).Option("--verify").Operand("HEAD^{commit}");
        var environment = GitEnvironment.ReadingFolder(runner.Home, [repository.GitDirectory]);
        return (await runner.RunAsync(arguments, repository.GitDirectory, environment, TimeSpan.FromSeconds(30), CancellationToken.None)).Output.Length;
    }

    [Benchmark]
    public long BlobAtPathByLibGit2()
    {
        using var opened = new Repository(repository.GitDirectory);
        return ((LibGit2Sharp.Blob)Find(opened, before).Tree[file.Path].Target).GetContentStream().Length;
    }

    [Benchmark]
    public async Task<int> BlobByProcess() => (await objects.ReadBlobAsync(repository.GitDirectory, blob, int.MaxValue, CancellationToken.None))?.Length ?? 0;

    [Benchmark]
    public int DifferenceByLibGit2()
    {
        using var opened = new Repository(repository.GitDirectory);
        var exact = new CompareOptions { Similarity = SimilarityOptions.None };
        using var changes = opened.Diff.Compare<TreeChanges>(Find(opened, before).Tree, Find(opened, after).Tree, exact);
        return changes.Count;
    }

    [Benchmark]
    public async Task<int> DifferenceByProcess() => await objects.DiffTreeAsync(repository.GitDirectory, before, after, CancellationToken.None).CountAsync();

    private static Commit Find(Repository opened, DeepWiki.Core.Git.Objects.ObjectId id) => opened.Lookup<Commit>(id.ToString());

    private DeepWiki.Core.Git.Objects.ObjectId Head() => LocalReferences.FindCommit(repository.GitDirectory, "HEAD")
        ?? throw new InvalidOperationException("The repository has no head.");
}
