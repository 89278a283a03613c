using System.Text;
using DeepWiki.Benchmarks.Hosting;

namespace DeepWiki.Benchmarks.Corpus;

/// <summary>A bare repository of the run's own, generated or copied, that commits can be added to; it goes with this object.</summary>
internal sealed class BenchRepository : IDisposable
{
    private const string Branch = "bench";

    private readonly DirectoryInfo folder;
    private int commits;

    private BenchRepository(DirectoryInfo folder, string name) => (this.folder, Name) = (folder, name);

    /// <summary>As it is printed.</summary>
    public string Name { get; }

    /// <summary>The folder that holds the objects, below <see cref="Root"/>.</summary>
    public string GitDirectory => Path.Combine(folder.FullName, "repository.git");

    /// <summary>A temporary folder for all that belongs to the run.</summary>
    public string Root => folder.FullName;

    /// <summary>A repository of generated files.</summary>
    public static async Task<BenchRepository> GenerateAsync(int files, int seed, CancellationToken cancellationToken)
    {
        var repository = new BenchRepository(Directory.CreateTempSubdirectory("deepwiki-bench-"), $"generated, {files} files, seed {seed}");
        await Git.RunAsync(
            repository.Root, null, ["init", "--bare", "--quiet", "--template=", $"--initial-branch={Branch}", repository.GitDirectory], cancellationToken);
        await repository.CommitAsync(GeneratedCorpus.Files(files, seed), cancellationToken);
        return repository;
    }

    /// <summary>A copy of a local repository at its head.</summary>
    public static async Task<BenchRepository> CopyAsync(string path, CancellationToken cancellationToken)
    {
        var repository = new BenchRepository(Directory.CreateTempSubdirectory("deepwiki-bench-"), LocalRepositoryName.FromPath(path));
        var source = Path.GetFullPath(path);
        await Git.RunAsync(
            repository.Root, null, ["clone", "--bare", "--quiet", "--depth=1", "--no-tags", $"file://{source}", repository.GitDirectory], cancellationToken);
        await Git.RunAsync(repository.GitDirectory, null, ["update-ref", $"refs/heads/{Branch}", "HEAD"], cancellationToken);
        await Git.RunAsync(repository.GitDirectory, null, ["symbolic-ref", "HEAD", $"refs/heads/{Branch}"], cancellationToken);
        repository.commits = 1;
        return repository;
    }

    /// <summary>Adds a commit with these files and moves the head to it.</summary>
    public Task CommitAsync(IEnumerable<CorpusFile> changed, CancellationToken cancellationToken) => ImportAsync(
        import =>
        {
            foreach (var file in changed)
            {
                import.File(Encoding.UTF8.GetBytes(file.Path), "100644", Encoding.UTF8.GetBytes(file.Text));
            }
        },
        cancellationToken);

    /// <summary>Adds a commit that moves a file.</summary>
    public Task RenameAsync(string path, string target, CancellationToken cancellationToken) =>
        ImportAsync(import => import.Rename(Encoding.UTF8.GetBytes(path), Encoding.UTF8.GetBytes(target)), cancellationToken);

    /// <summary>The content of a file at the head.</summary>
    public Task<string> ReadAsync(string path, CancellationToken cancellationToken) =>
        Git.RunAsync(GitDirectory, null, ["show", $"{Branch}:{path}"], cancellationToken);

    public void Dispose() => folder.Delete(recursive: true);

    private async Task ImportAsync(Action<FastImport> change, CancellationToken cancellationToken)
    {
        await Git.RunAsync(
            GitDirectory,
            stream =>
            {
                var import = new FastImport(stream);
                import.Begin(Branch, commits, "Change things", goesOn: commits > 0);
                change(import);
            },
            ["fast-import", "--quiet", "--force"],
            cancellationToken);
        commits++;
    }
}
