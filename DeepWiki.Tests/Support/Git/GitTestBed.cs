using DeepWiki.Core.Git;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.Processes;
using DeepWiki.Core.Repositories;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace DeepWiki.Tests.Support.Git;

/// <summary>A private folder with everything that reads repositories, and a host to read them from.</summary>
internal sealed class GitTestBed : IAsyncDisposable
{
    private readonly ChildProcesses children;
    private readonly DirectoryInfo folder;

    private GitTestBed(DirectoryInfo folder, GitHttpServer server, GitOptions options, ChildTools tools)
    {
        this.folder = folder;
        Server = server;
        children = new ChildProcesses(tools, TimeProvider.System, NullLogger<ChildProcesses>.Instance);
        var repositories = Options.Create(new RepositoriesOptions { AllowedHosts = [server.Authority], LocalRoots = [folder.FullName] });
        options.WorkRoot = Path.Combine(folder.FullName, "work");
        Root = new WorkRoot(Options.Create(options));
        Runner = new GitRunner(children, Root, Options.Create(options));
        Client = new GitClient(Runner, new EgressPolicy(new DnsHostResolver(TimeProvider.System), repositories), Options.Create(options), TimeProvider.System);
        Objects = new GitObjects(Runner, Options.Create(options), TimeProvider.System);
        Folders = new LocalFolders(repositories);
        Local = new LocalRepositories(Runner, Folders);
        Root.EnsureExists();
    }

    public GitHttpServer Server { get; }

    public WorkRoot Root { get; }

    public GitRunner Runner { get; }

    public GitClient Client { get; }

    public GitObjects Objects { get; }

    public LocalFolders Folders { get; }

    public LocalRepositories Local { get; }

    public string Folder => folder.FullName;

    /// <summary>Folder the tests fetch into.</summary>
    public string GitDirectory => Root.DirectoryFor("job-1");

    public static async Task<GitTestBed> CreateAsync(GitOptions? options = null, ChildTools? tools = null)
    {
        var temporary = Directory.CreateTempSubdirectory("deepwiki-git-");
        Directory.CreateDirectory(Path.Combine(temporary.FullName, "served"));
        var server = await GitHttpServer.StartAsync(Path.Combine(temporary.FullName, "served"), TestContext.Current.CancellationToken);

        return new GitTestBed(temporary, server, options ?? new GitOptions(), tools ?? new ChildTools());
    }

    /// <summary>An empty repository the host serves.</summary>
    public RepositoryBuilder Serve(string name = "owner/name", bool sha256 = false) => Server.Serve(name, sha256);

    public RepositoryAddress Address(string name = "owner/name", RepositoryKind kind = RepositoryKind.GitHub) =>
        RepositoryAddress.Parse(Server.UrlOf(name), kind);

    public RepositoryAddress LocalAddress(string folderName) =>
        RepositoryAddress.Parse(Path.Combine(Folder, folderName), RepositoryKind.Local);

    /// <summary>Resolves and fetches in one step.</summary>
    public async Task<ObjectId> FetchAsync(string? reference = null)
    {
        var resolved = await Client.ResolveAsync(Address(), reference, null, TestContext.Current.CancellationToken);

        return await Client.FetchAsync(Address(), resolved, GitDirectory, null, null, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        children.Dispose();
        folder.Delete(recursive: true);
    }
}
