using DeepWiki.Core.Answering;
using DeepWiki.Core.Answering.Lookup;
using DeepWiki.Core.Data;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Models;
using DeepWiki.Core.Retrieval;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Stores;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Indexer.Indexing;

/// <summary>A small indexed repository with code, tests, documents and settings, and the services that answer from it.</summary>
public sealed class LookupBench(StoresFixture stores) : IAsyncLifetime
{
    public const string Queue =
        """
        namespace Jobs;

        /// <summary>Keeps jobs until a worker takes them.</summary>
        public sealed class Queue
        {
            /// <summary>Seconds for which a lease of a job is kept.</summary>
            public const int LeaseSeconds = 30;

            /// <summary>Gives the oldest job and keeps it from others until its lease ends.</summary>
            public string Claim()
            {
                return "job";
            }

            /// <summary>Puts a job at the end of the queue.</summary>
            public void Push(string job)
            {
                Console.WriteLine(job);
            }
        }
        """;

    private const string Worker =
        """
        namespace Jobs;

        /// <summary>Runs the jobs of a queue, one after another.</summary>
        public sealed class Worker(Queue queue)
        {
            /// <summary>Takes the next job and runs it.</summary>
            public void Run()
            {
                var job = queue.Claim();
                Console.WriteLine(job);
            }
        }
        """;

    private const string Tests =
        """
        namespace Jobs.Tests;

        public sealed class QueueTests
        {
            [Fact]
            public void The_oldest_job_comes_first()
            {
                Assert.Equal("job", new Queue().Claim());
            }
        }
        """;

    private readonly IndexingStack stack = new(stores);
    private ServiceProvider services = null!; // Set before any test runs.

    internal ActiveIndex Index { get; private set; } = null!; // Set before any test runs.

    internal ScriptedProvider Provider => stack.Provider;

    internal IRepositoryLookup Lookup => Service<RepositoryLookups>().Open(Index, LookupBounds.Answer);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await stack.InitializeAsync();
        await using var program = await stack.StartProgramAsync(("DEEPWIKI_EMBEDDER_TYPE", "local"));
        var git = stack.Serve("acme/jobs");
        git.File("README.md", "# Jobs\n\nRuns jobs from a queue.\n");
        git.File("docs/queue.md", "# The queue\n\nA worker calls `Claim` to take the oldest job.\n");
        git.File("src/jobs/Queue.cs", Queue);
        git.File("src/jobs/Worker.cs", Worker);
        git.File("tests/QueueTests.cs", Tests);
        git.File("appsettings.json", "{\n  \"Queue\": { \"LeaseSeconds\": 30 }\n}\n");
        git.File("long.txt", string.Concat(Enumerable.Range(1, 1_000).Select(line => $"entry {line}\n")));
        git.File("data.txt", [0x41, 0, 0, 1, 0, 0, 2, 0]);
        git.File("logo.png", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 1]);
        git.Commit();
        var repository = await stack.AddAsync("acme/jobs");
        await stack.IndexAsync(repository, IndexingStack.LocalProfile);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DEEPWIKI_EMBEDDER_TYPE"] = "local",
            ["OPENAI_API_KEY"] = ScriptedProvider.Key,
            ["OPENAI_BASE_URL"] = Provider.BaseAddress.ToString(),
            ["Models:MaxRetries"] = "0",
        }).Build();
        services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(stack.Database.DataSource)
            .AddProviders(configuration).AddStorage().AddRetrieval(configuration).AddAnswering().BuildServiceProvider();
        Index = await stack.ActiveAsync(repository.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await stack.DisposeAsync();
    }

    internal T Service<T>() where T : notnull => services.GetRequiredService<T>();
}
