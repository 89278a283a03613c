using System.Diagnostics;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Chat;
using DeepWiki.Core.Telemetry;
using DeepWiki.Core.Wikis.Generation;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DeepWiki.Indexer.Wikis;

/// <summary>Writes one claimed page and stores it; a page that fails says so, and the rest of the wiki goes on.</summary>
internal sealed partial class PageRunner(
    WikiStores stores, WikiWriters writers, IOptions<WikiOptions> options, TimeProvider time, ILogger<PageRunner> logger)
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(10);

    public async Task RunAsync(PageClaim claim, CancellationToken stoppingToken)
    {
        var parent = ActivityContext.TryParse(claim.TraceParent, null, isRemote: true, out var context) ? context : default;
        using var activity = DeepWikiTelemetry.Source.StartActivity(Spans.WikiPage, ActivityKind.Consumer, parent);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var finished = new CancellationTokenSource();
        var beating = BeatAsync(claim, lost, finished.Token);
        try
        {
            await WriteAsync(claim, activity, lost.Token);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            await GiveBackAsync(claim, stoppingToken);
        }
        catch (Exception exception) when (exception is NpgsqlException { IsTransient: true } or TimeoutException)
        {
            // Its lease runs out, and it is claimed again.
            activity.Fail(exception);
            LogInterrupted(claim.GenerationId, exception.Message);
        }
        finally
        {
            await finished.CancelAsync();
            await beating;
        }
    }

    private async Task WriteAsync(PageClaim claim, Activity? activity, CancellationToken cancellationToken)
    {
        if (await FindTargetAsync(claim, cancellationToken) is not var (wiki, target))
        {
            return;
        }

        var (plan, provider) = (target.Page.Plan, target.Generation.Plan.Provider);
        activity?.SetTag(Tags.Repository, target.Repository).SetTag(Tags.WikiPage, plan.Slug);
        bool isEnded;
        var isWritten = false;
        try
        {
            Check(claim, target);
            if (await writers.Throttle.FindPauseAsync(provider, options.Value.TokensPerMinute, cancellationToken) is { } rest)
            {
                // The place is given to pages of other providers meanwhile.
                await stores.Tasks.ReleaseAsync(claim, rest, countAttempt: false, cancellationToken);
                return;
            }

            isEnded = isWritten = await WriteAsync(claim, target.With(writers.Models), cancellationToken);
        }
        catch (DeepWikiException error) when (IsPause(error) && claim.Attempt < PageTaskStore.MaxAttempts && !cancellationToken.IsCancellationRequested)
        {
            var pause = error.RetryAfter ?? DefaultRetryAfter;
            await writers.Throttle.PauseAsync(provider, pause, cancellationToken);
            await stores.Tasks.ReleaseAsync(claim, pause, countAttempt: true, cancellationToken);
            return;
        }
        catch (DeepWikiException error) when (!cancellationToken.IsCancellationRequested)
        {
            activity.Fail(error);
            LogFailed(plan.Slug, target.Repository, error.Code, error.Message);
            isEnded = await stores.Tasks.FailAsync(claim, error, CancellationToken.None);
        }
        catch (Exception exception) when (IsUnhandled(exception) && !cancellationToken.IsCancellationRequested)
        {
            activity.Fail(exception);
            LogUnhandled(plan.Slug, target.Repository, exception);
            isEnded = await stores.Tasks.FailAsync(
                claim, new DeepWikiException(ErrorCode.Internal, "The page could not be written because of an internal error."), CancellationToken.None);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is not OperationCanceledException)
        {
            // Whatever breaks in a stop is put down to the stop.
            throw new OperationCanceledException("The page was given up.", exception, cancellationToken);
        }

        if (isEnded)
        {
            await writers.Events.PageAsync(wiki, target.Generation, plan, isWritten, cancellationToken);
        }
    }

    /// <summary>The page with its wiki; null when one of them was deleted meanwhile.</summary>
    private async Task<(StoredWiki Wiki, PageTarget Target)?> FindTargetAsync(PageClaim claim, CancellationToken cancellationToken)
    {
        if (await stores.Generations.FindByIdAsync(claim.GenerationId, cancellationToken) is not { } generation
            || await stores.Wikis.FindAsync(generation.WikiId, cancellationToken) is not { } wiki)
        {
            return null;
        }

        var pages = await stores.Generations.ReadPagesAsync(generation.Id, cancellationToken);
        var name = await stores.NameAsync(wiki.Identity.RepositoryId, cancellationToken);
        return pages.FirstOrDefault(page => page.PageId == claim.PageId) is { } page ? (wiki, new PageTarget(generation, page, pages, name)) : null;
    }

    private static void Check(PageClaim claim, PageTarget order)
    {
        if (claim.Attempt > PageTaskStore.MaxAttempts)
        {
            throw new DeepWikiException(ErrorCode.Internal, $"Writing the page was interrupted {PageTaskStore.MaxAttempts} times and is given up.");
        }

        if (order.Generation.Plan.MaxCost is { } most && order.Generation.Cost >= most)
        {
            throw new DeepWikiException(ErrorCode.CostLimit, $"The wiki has cost as much as it may ({most}). Retry with a higher maxCost to write the rest.");
        }
    }

    private async Task<bool> WriteAsync(PageClaim claim, PageOrder order, CancellationToken cancellationToken)
    {
        var plan = order.Generation.Plan;
        var before = order.Page.Plan.VersionId;
        if (order.Page.Plan.Reason == PageReason.LinesMoved && before is { } moved
            && await writers.Mover.MoveAsync(order.Generation, moved, cancellationToken) is { } renumbered)
        {
            return await stores.Tasks.CompleteAsync(claim, plan, renumbered, PageReason.LinesMoved, cancellationToken);
        }

        var isLocal = order.Model.IsLocal;
        var content = await writers.Pages.WriteAsync(order, cancellationToken);
        if (!isLocal)
        {
            await writers.Throttle.SpendAsync(order.Model.Provider, (content.InputTokens ?? 0) + (content.OutputTokens ?? 0), cancellationToken);
        }

        // Without a model the same lines give the same words: a page that says what it said stays the version it was.
        var known = isLocal && before is { } id ? (await stores.Versions.FindAsync(id, cancellationToken))?.Content : null;
        var citesTheSame = known?.Citations.Select(Cited).SequenceEqual(content.Citations.Select(Cited)) == true;
        return citesTheSame && known?.Title == content.Title && known.Markdown == content.Markdown
            ? await stores.Tasks.KeepAsync(claim, cancellationToken)
            : await stores.Tasks.CompleteAsync(
                claim, plan, content, citesTheSame && WikiPageWriter.SaysTheSame(known!, content) ? PageReason.LinesMoved : ReasonOf(order),
                cancellationToken);
    }

    private static string Cited(PageCitation citation) => Convert.ToHexString(citation.Sha256);

    // A page whose lines were to be moved and could not be was written.
    private static PageReason? ReasonOf(PageOrder order) => order.Page.Plan.Reason == PageReason.LinesMoved ? PageReason.SourcesChanged : null;

    private static bool IsUnhandled(Exception exception) =>
        exception is not (OperationCanceledException or NpgsqlException { IsTransient: true } or TimeoutException);

    private static bool IsPause(DeepWikiException error) => error.Code is ErrorCode.ModelRateLimited or ErrorCode.Busy;

    private async Task GiveBackAsync(PageClaim claim, CancellationToken stoppingToken)
    {
        if (!stoppingToken.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await stores.Tasks.ReleaseAsync(claim, TimeSpan.Zero, countAttempt: false, CancellationToken.None);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            LogInterrupted(claim.GenerationId, exception.Message);
        }
    }

    private async Task BeatAsync(PageClaim claim, CancellationTokenSource lost, CancellationToken finished)
    {
        using var untraced = SuppressTracingScope.Begin();
        var lease = options.Value.PageLease;
        while (!finished.IsCancellationRequested)
        {
            await Task.Delay(lease / 5, time, finished).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!finished.IsCancellationRequested && !await stores.Tasks.HeartbeatAsync(claim, lease, finished))
                {
                    await lost.CancelAsync();
                    return;
                }
            }
            catch (OperationCanceledException) when (finished.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                // Should the lease be lost, storing the page is refused.
            }
        }
    }

    /// <summary>A claimed page before its model is known to be usable here.</summary>
    private sealed record PageTarget(WikiGeneration Generation, GenerationPage Page, IReadOnlyList<GenerationPage> Pages, string Repository)
    {
        /// <exception cref="DeepWikiException">The model cannot be used here: the page fails with that reason.</exception>
        public PageOrder With(ChatModels models) => new(Generation, Page, Pages, Repository, models.Resolve(Generation.Plan.Provider, Generation.Plan.Model));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Page of generation {GenerationId} interrupted, it is claimed again: {Reason}")]
    private partial void LogInterrupted(int generationId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Page {Slug} of the wiki of {Repository} failed: {Code} {Reason}")]
    private partial void LogFailed(string slug, string repository, ErrorCode code, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Unhandled exception in page {Slug} of the wiki of {Repository}")]
    private partial void LogUnhandled(string slug, string repository, Exception exception);
}
