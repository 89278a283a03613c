using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Prompts;
using DeepWiki.Tests.Indexer.Indexing;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Hosting;

namespace DeepWiki.Tests.Indexer.Wikis;

/// <summary>One repository with its wiki on an <see cref="IndexingStack"/>.</summary>
internal sealed class WikiBench(IndexingStack stack, RepositoryBuilder git, StoredRepository repository, StoredWiki wiki)
{
    /// <summary>Settings of an Indexer whose wikis need no network but that of the scripted model.</summary>
    public static readonly (string, string)[] Settings =
    [
        ("DEEPWIKI_EMBEDDER_TYPE", "local"),
        ("Wikis:PageLease", "00:00:02"),
        ("Indexing:LeaseDuration", "00:00:06"),
        ("Models:MaxRetries", "0"),
    ];

    public RepositoryBuilder Git => git;

    public StoredRepository Repository => repository;

    public StoredWiki Wiki => wiki;

    public GenerationStore Generations { get; } = new(stack.Database.DataSource);

    public PageVersionStore Versions { get; } = new(stack.Database.DataSource);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A served repository of its own and a wiki of it.</summary>
    public static async Task<WikiBench> CreateAsync(
        IndexingStack stack,
        Action<RepositoryBuilder> fill,
        string provider = "local",
        OutlineDetail detail = OutlineDetail.Comprehensive
    )
    {
        var name = $"wikis/{Guid.NewGuid():N}";
        var git = stack.Serve(name);
        fill(git);
        git.Commit();
        var repository = await stack.AddAsync(name);
        var wiki = await new WikiStore(stack.Database.DataSource).SaveAsync(
            new WikiIdentity(repository.Id, "", "en", detail),
            IndexSettings(null),
            provider,
            provider == "local" ? "extractive" : "scripted",
            WikiPolicy.Ask,
            Token
        );
        return new WikiBench(stack, git, repository, wiki);
    }

    public static Task<ServiceProgram> StartAsync(IndexingStack stack, params IEnumerable<(string, string)> own) =>
        stack.StartProgramAsync([.. Settings, .. own]);

    /// <summary>Queues the index of the head and behind it a job of the wiki.</summary>
    public async Task<long> QueueAsync(JobKind kind = JobKind.Wiki, Func<WikiJobRequest, WikiJobRequest>? order = null, string? reference = null)
    {
        var index = await stack.EnqueueAsync(repository, IndexingStack.LocalProfile, reference);
        var request = new WikiJobRequest(wiki.Id);
        var job = new WikiJob(kind, repository.Id, IndexSettings(reference), order?.Invoke(request) ?? request);
        return (await new JobQueue(stack.Database.DataSource).EnqueueWikiAsync(job, index, JobOrigin.Own, Token)).JobId;
    }

    /// <summary>Makes or refreshes the wiki.</summary>
    /// <returns>The generation of the job; null when there was nothing to do.</returns>
    public async Task<WikiGeneration?> MakeAsync(JobKind kind = JobKind.Wiki, Func<WikiJobRequest, WikiJobRequest>? order = null, string? reference = null)
    {
        var job = await QueueAsync(kind, order, reference);
        await stack.SucceedAsync(job);
        return await Generations.FindOfJobAsync(job, Token);
    }

    public Task<IReadOnlyList<GenerationPage>> PagesAsync(WikiGeneration? generation) =>
        Generations.ReadPagesAsync(Assert.IsType<WikiGeneration>(generation).Id, Token);

    public async Task<PageVersion> VersionAsync(GenerationPage page) =>
        await Versions.FindAsync(Assert.IsType<long>(page.Plan.VersionId), Token) ?? throw new InvalidOperationException("The version is gone.");

    /// <summary>Everything readers see of a generation, whatever the numbers of rows are.</summary>
    public async Task<string> FingerprintAsync(WikiGeneration generation)
    {
        var lines = new List<string>();
        foreach (var page in await PagesAsync(generation))
        {
            lines.Add($"{page.Plan.Slug} {page.Plan.Title} {page.State} {Convert.ToHexString((await VersionAsync(page)).ContentHash)}");
        }

        return string.Join('\n', lines);
    }

    /// <summary>Number of the generation that readers see; 0 for none.</summary>
    public Task<int> ActiveAsync() => stack.Database.ScalarAsync<int>($"select coalesce(active_generation, 0) from wikis where wiki_id = {wiki.Id}");

    private static IndexJobSettings IndexSettings(string? reference) => new(IndexingStack.LocalProfile, [], [], [], []) { Ref = reference };
}
