using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Generation;
using DeepWiki.Indexer.Indexing.Pipeline;

namespace DeepWiki.Indexer.Wikis;

/// <summary>
/// Does a job of a wiki: plans a generation or goes on with the one it planned before, waits until every page is written, here or by other Indexers,
/// and publishes it.
/// </summary>
internal sealed class WikiJobHandler(
    WikiStores stores, WikiPlanner planner, WikiWriters writers, JobQueue jobs, JobSignals signals, EmbeddingProfile profile)
{
    // Notifications tell of every page; this is for those that get lost.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <param name="job">The job.</param>
    /// <param name="progress">Is told of the stages.</param>
    /// <param name="cancellationToken">Ends the job; pages that are written stay.</param>
    public async Task RunAsync(JobLease job, JobProgress progress, CancellationToken cancellationToken)
    {
        var request = job.Wiki!; // Only jobs of wikis come here.
        var wiki = await stores.Wikis.FindAsync(request.WikiId, cancellationToken) ?? throw new DeepWikiException(ErrorCode.NotFound, "The wiki was deleted.");
        await progress.ReportAsync("plan", 0, null, "pages");
        var generation = await stores.Generations.FindOfJobAsync(job.JobId, cancellationToken) ?? await PlanAsync(job, wiki, cancellationToken);
        if (generation is null)
        {
            return;
        }

        await WaitAsync(job, wiki, generation, progress, cancellationToken);
        await progress.ReportAsync("check", 0, null, "pages");
        var state = await stores.Generations.PublishAsync(job, generation.Id, cancellationToken);
        await writers.Events.PublishedAsync(wiki, generation, state, cancellationToken);
    }

    /// <summary>The generation to write; null when readers have all there is.</summary>
    private async Task<WikiGeneration?> PlanAsync(JobLease job, StoredWiki wiki, CancellationToken cancellationToken)
    {
        var request = job.Wiki!; // As above.
        var index = await FindIndexAsync(job, cancellationToken);
        if (request.Resumes is { } number && await stores.Generations.FindAsync(wiki.Id, number, cancellationToken) is { } unfinished
            && unfinished.Plan.ViewId == index.ViewId && unfinished.Plan.Commit == index.Commit && number >= (wiki.ActiveGeneration ?? 0))
        {
            return await stores.Generations.ResumeAsync(job, number, cancellationToken);
        }

        var before = await FindBaseAsync(wiki, request, cancellationToken);
        var pages = before is null ? [] : await stores.Generations.ReadPagesAsync(before.Id, cancellationToken);
        var order = new PlanOrder(
            wiki, await stores.NameAsync(job.RepositoryId, cancellationToken), index,
            writers.Models.Resolve(request.Provider ?? wiki.Provider, request.Model ?? (request.Provider is null ? wiki.Model : null)))
        {
            Base = before,
            BasePages = pages,
            BaseFiles = before is null ? FileFingerprints.None : await stores.Generations.ReadFilesAsync(before.Id, cancellationToken),
            BaseVersions = await stores.Versions.ReadAsync([.. pages.Select(page => page.Plan.VersionId).OfType<long>().Distinct()], cancellationToken),
            IsFull = request.IsFull,
            Asked = request.Slug,
            Note = request.Note,
        };
        var plan = await planner.PlanAsync(order, cancellationToken);
        if (plan.IsUnchanged && before is { State: GenerationState.Ready })
        {
            return null;
        }

        var stored = plan.Plan with { IsPreview = job.Kind == JobKind.Preview, MaxCost = request.MaxCost };
        var generation = await stores.Generations.AddAsync(job, stored, plan.Pages, plan.Redirects, cancellationToken);
        await writers.Events.PlannedAsync(wiki, generation, cancellationToken);
        return generation;
    }

    private async Task<WikiGeneration?> FindBaseAsync(StoredWiki wiki, WikiJobRequest request, CancellationToken cancellationToken) =>
        (wiki.ActiveGeneration ?? request.Resumes) is { } number ? await stores.Generations.FindAsync(wiki.Id, number, cancellationToken) : null;

    /// <exception cref="DeepWikiException">There is no index; the error of the job that should have built it, if there was one.</exception>
    private async Task<ActiveIndex> FindIndexAsync(JobLease job, CancellationToken cancellationToken)
    {
        var key = new SeriesKey(job.RepositoryId, profile.Name, profile.Dimensions, IndexVersions.Folded, job.Settings.FilterHash())
        {
            Ref = job.Settings.Ref ?? "",
        };
        var waited = job.WaitedFor is { } id ? await jobs.FindAsync(id, cancellationToken) : null;
        if (waited is { State: JobState.Failed, Error: { } error })
        {
            throw error;
        }

        return await stores.Series.FindActiveAsync(key, cancellationToken)
            ?? await stores.Series.FindForeignAsync(key, cancellationToken)
            ?? throw new DeepWikiException(ErrorCode.IndexNotReady, "The repository is not indexed, so no wiki can be made of it.");
    }

    private async Task WaitAsync(JobLease job, StoredWiki wiki, WikiGeneration generation, JobProgress progress, CancellationToken cancellationToken)
    {
        var told = -1;
        while (true)
        {
            var (total, ready, failed) = await stores.Tasks.CountAsync(generation.Id, cancellationToken);
            if (told != ready + failed)
            {
                told = ready + failed;
                await progress.ReportAsync("write", told, total, "pages");
                await writers.Events.ProgressAsync(wiki, job.JobId, "write", told, total, cancellationToken);
            }

            if (told == total)
            {
                return;
            }

            await signals.WaitAsync(PollInterval, cancellationToken);
        }
    }
}
