using System.Diagnostics;
using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.ChatApi.Indexing;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Wikis.Bodies;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Chat;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>Starts work on wikis: sees that the caller can read the repository, queues the index that is missing, and the job behind it.</summary>
internal sealed class WikiStarter(
    RepositoryResolver repositories, SeriesStore series, IndexJobs indexJobs, JobQueue jobs, ChatModels models, WikiStarterStores stores)
{
    /// <summary>Makes a wiki or brings it up to date. No job means that it is there already.</summary>
    public async Task<(StoredWiki Wiki, QueuedJob? Job)> StartAsync(WikiRequestBody body, ChatRequest request, CancellationToken cancellationToken)
    {
        var model = models.Resolve(request.Provider, request.Model);
        var opened = await OpenAsync(request, cancellationToken);
        var identity = new WikiIdentity(opened.Repository.Id, request.Ref ?? "", request.Language, WikiOrders.Detail(body.Detail));
        var before = await stores.Wikis.FindAsync(identity, cancellationToken);
        var policy = WikiOrders.Policy(body.Policy, isFree: opened.Address.IsLocal || model.IsLocal);
        var wiki = await stores.Wikis.SaveAsync(identity, opened.Wanted.Settings, model.Provider, model.Model, policy, cancellationToken);
        var waitsFor = await QueueIndexAsync(opened, request, cancellationToken);
        var active = wiki.ActiveGeneration is { } number ? await stores.Generations.FindAsync(wiki.Id, number, cancellationToken) : null;
        if (waitsFor is null && !body.Force && active is { State: GenerationState.Ready } && active.Plan.Commit == opened.Commit
            && before is not null && IsSame(before, wiki))
        {
            return (wiki, null);
        }

        var order = new WikiJobRequest(wiki.Id) { IsFull = body.Force, MaxCost = body.MaxCost };
        var kind = active is null || body.Force ? JobKind.Wiki : JobKind.Refresh;
        return (wiki, await QueueAsync(kind, wiki, opened.Wanted.Settings, order, waitsFor, cancellationToken));
    }

    /// <summary>Brings a wiki to the head of its repository.</summary>
    public async Task<QueuedJob> RefreshAsync(OpenedWiki wiki, RefreshBody body, Secret? token, string? caller, CancellationToken cancellationToken)
    {
        models.Resolve(body.Provider ?? wiki.Wiki.Provider, body.Model ?? (body.Provider is null ? wiki.Wiki.Model : null));
        var request = Request(wiki, token, caller);
        var opened = await OpenAsync(request, cancellationToken);
        var waitsFor = await QueueIndexAsync(opened, request, cancellationToken);
        var order = new WikiJobRequest(wiki.Wiki.Id) { IsFull = body.Full, Provider = body.Provider, Model = body.Model, MaxCost = body.MaxCost };
        var kind = wiki.Wiki.ActiveGeneration is null || body.Full ? JobKind.Wiki : JobKind.Refresh;
        return await QueueAsync(kind, wiki.Wiki, wiki.Wiki.Settings, order, waitsFor, cancellationToken);
    }

    /// <summary>Writes the pages that failed or were not reached.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.Conflict"/> when there is nothing to try again.</exception>
    public async Task<QueuedJob> RetryAsync(OpenedWiki wiki, RefreshBody body, Secret? token, string? caller, CancellationToken cancellationToken)
    {
        var newest = await stores.Generations.ListAsync(wiki.Wiki.Id, cancellationToken) is [var first, ..] ? first : null;
        if (newest is { State: GenerationState.Ready or GenerationState.Running })
        {
            throw new DeepWikiException(ErrorCode.Conflict, "All pages of the wiki are written or being written. To bring it up to date, refresh it.");
        }

        var request = Request(wiki, token, caller);
        var opened = await OpenAsync(request, cancellationToken);
        var waitsFor = await QueueIndexAsync(opened, request, cancellationToken);
        var order = new WikiJobRequest(wiki.Wiki.Id) { Resumes = newest?.Number, MaxCost = body.MaxCost };
        return await QueueAsync(JobKind.Wiki, wiki.Wiki, wiki.Wiki.Settings, order, waitsFor, cancellationToken);
    }

    /// <summary>Writes one page anew.</summary>
    public Task<QueuedJob> RewriteAsync(OpenedWiki wiki, string slug, string? note, CancellationToken cancellationToken) => QueueAsync(
        JobKind.Page, wiki.Wiki, wiki.Wiki.Settings, new WikiJobRequest(wiki.Wiki.Id) { Slug = slug, Note = note }, waitsFor: null, cancellationToken);

    /// <summary>Writes what a branch would change.</summary>
    public async Task<QueuedJob> PreviewAsync(OpenedWiki wiki, string reference, Secret? token, string? caller, CancellationToken cancellationToken)
    {
        var request = Request(wiki, token, caller) with { Ref = WikiOrders.CheckRef(reference) };
        var opened = await OpenAsync(request, cancellationToken);
        var waitsFor = await QueueIndexAsync(opened, request, cancellationToken);
        return await QueueAsync(
            JobKind.Preview, wiki.Wiki, opened.Wanted.Settings, new WikiJobRequest(wiki.Wiki.Id) { Commit = opened.Commit }, waitsFor, cancellationToken);
    }

    /// <summary>The head of a wiki's repository and, if it is indexed, its index.</summary>
    public async Task<(string Commit, ActiveIndex? Index)> FindHeadAsync(OpenedWiki wiki, Secret? token, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(Request(wiki, token, caller: null), cancellationToken);
        return (opened.Commit, await series.FindActiveAsync(opened.Wanted.Key, cancellationToken));
    }

    private async Task<OpenedRepository> OpenAsync(ChatRequest request, CancellationToken cancellationToken) =>
        await repositories.OpenAsync(request, await repositories.CheckAsync(request, cancellationToken), cancellationToken);

    /// <summary>The job that builds the index of the head; null when it is there.</summary>
    private async Task<long?> QueueIndexAsync(OpenedRepository opened, ChatRequest request, CancellationToken cancellationToken) =>
        await series.FindActiveAsync(opened.Wanted.Key, cancellationToken) is { } index && index.Commit == opened.Commit
            ? null
            : await indexJobs.QueueAsync(opened.Wanted, request.Token, cancellationToken);

    private Task<QueuedJob> QueueAsync(
        JobKind kind, StoredWiki wiki, IndexJobSettings settings, WikiJobRequest order, long? waitsFor, CancellationToken cancellationToken) =>
        jobs.EnqueueWikiAsync(
            new WikiJob(kind, wiki.Identity.RepositoryId, settings, order), waitsFor, new JobOrigin(false, Activity.Current?.Id), cancellationToken);

    private static ChatRequest Request(OpenedWiki wiki, Secret? token, string? caller)
    {
        var settings = wiki.Wiki.Settings;
        var filters = new RequestedFilters(settings.ExcludedDirs, settings.ExcludedFiles, settings.IncludedDirs, settings.IncludedFiles);
        return new ChatRequest(
            wiki.Repository.Address, wiki.Repository.Kind.ToString().ToLowerInvariant(), [], null, token, wiki.Wiki.Provider,
            wiki.Wiki.Model, wiki.Wiki.Identity.Language, filters)
        {
            Ref = wiki.Wiki.Identity.Ref.Length == 0 ? null : wiki.Wiki.Identity.Ref,
            Caller = caller,
        };
    }

    private static bool IsSame(StoredWiki before, StoredWiki now) =>
        before.Provider == now.Provider && before.Model == now.Model && before.Settings.FilterHash().AsSpan().SequenceEqual(now.Settings.FilterHash());
}
