using DeepWiki.Indexer.Jobs;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Hosting;
using DeepWiki.Tests.Support.Stores;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace DeepWiki.Tests.Support.Chat;

/// <summary>
/// Everything behind ChatApi, for real: PostgreSQL with a database of its own, Redis, a Git host, a folder of local repositories, and the
/// Indexer's program, so that an unknown repository is indexed on demand. Each test starts its own ChatApi before it.
/// </summary>
public sealed class ChatStack(StoresFixture stores) : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("deepwiki-chat-");
    private readonly TestDatabase database = new(stores);
    private IReadOnlyList<(string Name, string Value)> shared = [];
    private ServiceProgram? indexer;
    private GitHttpServer? git;
    private ConnectionMultiplexer? redis;

    /// <summary>Settings of both services beside the usual ones.</summary>
    internal IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>A local repository with a README and a few sources; the first question indexes it.</summary>
    public string LocalPath => Path.Combine(folder.FullName, "local", "runner");

    public string Folder => folder.FullName;

    internal TestDatabase Database => database;

    /// <summary>Log of the Indexer, by default at no level.</summary>
    internal LogRecorder IndexerLog { get; } = new();

    /// <summary>Database of the services in Redis, such as the heads they have seen in the last minute.</summary>
    internal IDatabase Redis => redis?.GetDatabase() ?? throw new InvalidOperationException("The stack was not started.");

    internal GitHttpServer Git => git ?? throw new InvalidOperationException("The stack was not started.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        git = await GitHttpServer.StartAsync(Directory.CreateDirectory(Path.Combine(folder.FullName, "served")).FullName, Token);
        var redisConnection = await stores.RedisAsync();
        // Tests empty their database, which a client must be allowed to.
        redis = await ConnectionMultiplexer.ConnectAsync($"{redisConnection},allowAdmin=true");
        shared =
        [
            ("ConnectionStrings:wikidb", database.ConnectionString),
            ("ConnectionStrings:redis", redisConnection),
            ("Repositories:AllowedHosts:0", git.Authority),
            ("Repositories:LocalRoots:0", Path.Combine(folder.FullName, "local")),
            .. Settings,
        ];
        FillSample(RepositoryBuilder.Create(LocalPath)).Commit();
        indexer = await ServiceProgram.StartAsync(
            typeof(JobWorker).Assembly,
            [
                .. shared,
                ("Indexing:WorkRoot", Path.Combine(folder.FullName, "work-indexer")),
                // Some tests leave a job at a host that hangs, and a busy machine is silent for seconds.
                ("Indexing:ParallelJobs", "16"),
                ("Git:StallTimeoutSeconds", "30"),
            ],
            IndexerLog.AddTo,
            Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (indexer is not null)
        {
            await indexer.DisposeAsync();
        }

        if (git is not null)
        {
            await git.DisposeAsync();
        }

        redis?.Dispose();
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Starts ChatApi with a scripted provider of its own.</summary>
    internal Task<ChatServer> StartAsync(params IEnumerable<(string Name, string Value)> settings) => StartAsync(null, settings);

    internal Task<ChatServer> StartAsync(Action<IServiceCollection>? configure, params IEnumerable<(string Name, string Value)> settings) =>
        ChatServer.StartAsync([.. shared, ("Git:WorkRoot", Path.Combine(folder.FullName, "work-chat")), .. settings], configure, Token);

    /// <summary>A question about <see cref="LocalPath"/>.</summary>
    internal ChatQuestion Local(string text = "What does the runner do with a failed job?") => new(LocalPath) { Text = text };

    /// <summary>A repository on the Git host with the sample's files, and a question about it.</summary>
    internal ChatQuestion Serve(string name, string type = "github")
    {
        FillSample(RepositoryBuilder.Create(Path.Combine(Git.Root, name + ".git"))).Commit();
        return new ChatQuestion(Git.UrlOf(name)) { Type = type };
    }

    internal static RepositoryBuilder FillSample(RepositoryBuilder repository) => repository
        .File("README.md", "# Runner\n\nRuns jobs. A failed job is tried again by the runner up to three times.\n")
        .File(
            "src/JobRunner.cs",
            """
            namespace Sample;

            /// <summary>Runs jobs and retries a failed job.</summary>
            public sealed class JobRunner
            {
                public const int MaxAttempts = 3;

                public bool ShouldRetry(int attempt) => attempt < MaxAttempts;
            }
            """)
        .File("src/Queue.cs", "namespace Sample;\n\npublic sealed class Queue\n{\n    public int Waiting { get; set; }\n}\n")
        .File(".env", "SECRET=do-not-show\n");
}
