using System.Collections.Concurrent;
using System.Threading.Channels;
using DeepWiki.ChatApi.Wikis;
using DeepWiki.ChatApi.Wikis.Bodies;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DeepWiki.ChatApi.Webhooks;

/// <summary>
/// Follows pushes: those to one branch within a short time are joined, then the wikis of the branch are refreshed, and looked at again until they show the
/// commit, as an index that was under way can be of an older one. What waits here is lost with the process; the next push brings it back.
/// </summary>
internal sealed partial class PushQueue(
    WikiStarterStores stores, RepositoryStore repositories, WikiStarter starter, IOptions<WebhookOptions> options, TimeProvider time, ILogger<PushQueue> logger)
    : BackgroundService
{
    private const int MaxLooks = 12;
    private const int MaxWaiting = 10_000;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    // Longer than heads are remembered when all looks are taken together.
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<(int Repository, string Branch), Waiting> waiting = new();

    // While nothing waits, no timer runs.
    private readonly Channel<bool> added = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Takes a push in. False when too many wait.</summary>
    public bool Add(int repositoryId, Push push)
    {
        if (waiting.Count >= MaxWaiting)
        {
            return false;
        }

        var due = time.GetUtcNow() + options.Value.JoinWindow;
        waiting.AddOrUpdate(
            (repositoryId, push.Branch), _ => new Waiting(push.Commit, due, MaxLooks),
            (_, before) => new Waiting(push.Commit, before.DueAt < due && before.Looks == MaxLooks ? before.DueAt : due, MaxLooks));
        added.Writer.TryWrite(true);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var (key, push) in waiting.Where(pair => pair.Value.DueAt <= time.GetUtcNow()))
            {
                var isDone = await FollowAsync(key.Repository, key.Branch, push.Commit, stoppingToken);

                // One that came meanwhile stays as it is.
                if (isDone || push.Looks <= 1)
                {
                    waiting.TryRemove(new(key, push));
                }
                else
                {
                    waiting.TryUpdate(key, push with { DueAt = time.GetUtcNow() + LookInterval, Looks = push.Looks - 1 }, push);
                }
            }

            await WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task WaitAsync(CancellationToken stoppingToken) =>
        waiting.IsEmpty ? added.Reader.ReadAsync(stoppingToken).AsTask() : Task.Delay(PollInterval, time, stoppingToken);

    /// <summary>Refreshes what is behind. True when every wiki of the branch shows the commit, or none can be followed.</summary>
    private async Task<bool> FollowAsync(int repositoryId, string branch, string commit, CancellationToken cancellationToken)
    {
        try
        {
            if (await repositories.FindAsync(repositoryId, cancellationToken) is not { } repository)
            {
                return true;
            }

            var address = RepositoryAddress.Parse(repository.Address, repository.Kind);
            var isDone = true;
            foreach (var wiki in (await stores.Wikis.FindOfAsync(repositoryId, cancellationToken)).Where(wiki => IsDue(wiki, branch)))
            {
                var shown = wiki.ActiveGeneration is { } number ? await stores.Generations.FindAsync(wiki.Id, number, cancellationToken) : null;
                isDone &= shown?.Plan.Commit == commit || !await RefreshAsync(new OpenedWiki(wiki, repository, address), shown, cancellationToken);
            }

            return isDone;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception) when (exception is DeepWikiException or NpgsqlException or TimeoutException)
        {
            LogNotFollowed(branch, repositoryId, exception.Message);
            return false;
        }
    }

    /// <summary>True when it is worth another look.</summary>
    private async Task<bool> RefreshAsync(OpenedWiki wiki, WikiGeneration? shown, CancellationToken cancellationToken)
    {
        // Only the head counts for a wiki of the default branch, which the push need not be to.
        var (head, _) = await starter.FindHeadAsync(wiki, token: null, cancellationToken);
        if (head != shown?.Plan.Commit)
        {
            await starter.RefreshAsync(wiki, new RefreshBody(), token: null, caller: null, cancellationToken);
        }

        return true;
    }

    private static bool IsDue(StoredWiki wiki, string branch) =>
        wiki.Policy is WikiPolicy.Auto or WikiPolicy.Webhook && (wiki.Identity.Ref.Length == 0 || wiki.Identity.Ref == branch);

    private sealed record Waiting(string Commit, DateTimeOffset DueAt, int Looks);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Push to {Branch} of repository {RepositoryId} could not be followed: {Reason}")]
    private partial void LogNotFollowed(string branch, int repositoryId, string reason);
}
