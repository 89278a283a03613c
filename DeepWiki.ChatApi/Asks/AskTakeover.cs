using DeepWiki.ChatApi.Asks.Frames;
using DeepWiki.ChatApi.Asks.Replay;
using DeepWiki.ChatApi.Asks.Requests;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Errors;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Asks;

/// <summary>
/// Goes on with an ask whose replica is gone. A provider that says the same again is asked again, at the same commit, and what was said is held back; any
/// other answer ends as interrupted, since a second paid call is never made without a word.
/// </summary>
internal sealed class AskTakeover(AskRegistry registry, AskStores stores, AskRunner runner, AskOrders orders, IOptions<ChatLimits> limits)
{
    /// <summary>Takes an ask over that nobody answers.</summary>
    /// <returns>The reason when that cannot be; null when somebody answers it, or it has ended.</returns>
    public async Task<DeepWikiException?> RescueAsync(string ask, CancellationToken cancellationToken)
    {
        if (registry.Find(ask) is not null || await stores.Leases.IsHeldAsync(ask, cancellationToken))
        {
            return null;
        }

        var facts = await stores.Log.FindAsync(ask, cancellationToken);
        if (facts is null)
        {
            return new DeepWikiException(ErrorCode.ResumeLost, "The log of this ask is gone. Read its conversation, or ask again.");
        }

        var logged = await ReadAsync(ask, cancellationToken);
        if (logged is [.., { IsLast: true }] || await stores.Leases.TakeAsync(ask, registry.Replica, cancellationToken) != true)
        {
            return null;
        }

        // Frames may have come between the look at them and the lease.
        logged = await ReadAsync(ask, cancellationToken);
        await TakeOverAsync(ask, facts with { Replica = registry.Replica }, logged, cancellationToken);
        return null;
    }

    private async Task TakeOverAsync(string id, AskFacts facts, IReadOnlyList<Frame> logged, CancellationToken cancellationToken)
    {
        await stores.Log.BeginAsync(id, facts, cancellationToken);
        var ask = stores.Create(id, facts, AskOrder.DefaultKeep, isDurable: true);
        ask.Frames.Restore(logged);
        var replayed = new ReplayedFrames(logged);
        replayed.CopyTo(ask.Transcript);
        registry.Run(ask, request: null, () => RunAsync(ask, replayed));
    }

    private async Task RunAsync(RunningAsk ask, ReplayedFrames replayed)
    {
        var answer = runner.Begin("v2", limits.Value.IndexTimeout);
        try
        {
            if (!ask.Facts.IsDeterministic)
            {
                throw new DeepWikiException(ErrorCode.Interrupted, "The server that wrote the answer is gone. Ask again to get a whole one.");
            }

            var order = await orders.CheckAsync(AskOrders.Restore(ask.Facts.Request), new AskCaller(ask.Facts.Caller, null, () => null), ask.Cancelled);
            answer.Describe(order.Intent);
            var question = await answer.CheckAsync(order.Request, ask.Cancelled);
            answer.Enter();
            var repository = await answer.OpenAsync(question, ask.Cancelled);
            ask.Frames.Add("notice", new NoticeMembers("takeover", "Another server goes on with the answer."));
            await runner.RunAsync(new AskRun(ask, question, repository, order.Intent) { Replayed = replayed }, answer);
        }
        catch (Exception exception)
        {
            var error = answer.ToClientError(exception);
            answer.Fail(error);
            await answer.DisposeAsync();
            ask.Transcript.Error = ErrorMembers.From(
                new DeepWikiException(ErrorCode.Interrupted, error.Message, exception), ask.Facts.TraceId, ask.Transcript.Length > 0);
            ask.Frames.Add("error", ask.Transcript.Error);
            await runner.StoreAsync(ask, ask.Facts.Commit);
            await ask.Frames.CompleteAsync();
        }
    }

    private async Task<IReadOnlyList<Frame>> ReadAsync(string ask, CancellationToken cancellationToken)
    {
        var frames = new List<Frame>();
        while (await stores.Log.ReadAsync(ask, frames.Count, cancellationToken) is { Count: > 0 } more)
        {
            frames.AddRange(more.Select(frame => Frame.Parse(frame.Json, frame.Number)));
        }

        return frames;
    }
}
