using System.Security.Cryptography;
using DeepWiki.ChatApi.Asks.Frames;
using DeepWiki.ChatApi.Asks.Requests;
using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Conversations;
using DeepWiki.Core.Errors;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Asks;

/// <summary>Takes asks on: what costs nothing is checked first, then capacity is taken, then the right to read; only then is an ask accepted.</summary>
internal sealed class AskStarter(
    AskRegistry registry, AskReaders readers, AskRunner runner, AskStores stores, ConversationKeys keys, IOptions<ChatLimits> limits)
{
    private const string Transport = "v2";

    /// <summary>Takes an ask on, or joins the one that its request id led to.</summary>
    /// <param name="order">The ask.</param>
    /// <param name="caller">The asker.</param>
    /// <param name="wake">Called when there may be something to read.</param>
    /// <param name="cancellationToken">Ends what comes before the ask is accepted, not the ask.</param>
    /// <exception cref="DeepWikiException">The ask is refused.</exception>
    public async Task<StartedAsk> StartAsync(AskOrder order, AskCaller caller, Action wake, CancellationToken cancellationToken)
    {
        var ask = NewId();
        var request = order.RequestId is { } id ? $"{caller.Name} {id}" : null;
        if (request is not null && await ReserveAsync(request, ask, cancellationToken) is { } known)
        {
            return await JoinAsync(known, wake, cancellationToken);
        }

        try
        {
            return await AcceptAsync(ask, order, caller, request, wake, cancellationToken);
        }
        catch
        {
            if (request is not null)
            {
                registry.Forget(request);
                await stores.Log.ForgetAsync(request, CancellationToken.None);
            }

            throw;
        }
    }

    private async Task<string?> ReserveAsync(string request, string ask, CancellationToken cancellationToken) =>
        registry.Reserve(request, ask) ?? await stores.Log.ReserveAsync(request, ask, cancellationToken);

    private async Task<StartedAsk> JoinAsync(string ask, Action wake, CancellationToken cancellationToken)
    {
        var (reader, conversation) = await readers.JoinAsync(ask, wake, cancellationToken);
        return new StartedAsk(ask, reader, await keys.CreateAsync(conversation, cancellationToken), IsJoined: true);
    }

    private async Task<StartedAsk> AcceptAsync(
        string id, AskOrder order, AskCaller caller, string? request, Action wake, CancellationToken cancellationToken)
    {
        var right = caller.Enter();
        var answer = runner.Begin(Transport, limits.Value.IndexTimeout);
        try
        {
            answer.Describe(order.Intent);
            var question = await answer.CheckAsync(order.Request, cancellationToken);
            answer.Enter();
            var repository = await answer.OpenAsync(question, cancellationToken);
            var facts = new AskFacts(
                caller.Name, order.Conversation ?? ConversationStore.NewConversationId(), ConversationStore.NewMessageId(),
                question.Model.IsLocal && order.IsRepeatable,
                answer.TraceId, order.Stored)
            {
                Replica = registry.Replica,
            };
            await stores.Conversations.AddAsync(Exchange(id, order, facts, question, repository), cancellationToken);
            var isDurable = await stores.Log.BeginAsync(id, facts, cancellationToken)
                && await stores.Leases.TakeAsync(id, registry.Replica, cancellationToken) == true;
            var ask = stores.Create(id, facts, order.Keep, isDurable);
            ask.Frames.Add("accepted", Accepted(ask, question, repository));
            foreach (var (code, message) in order.Notices)
            {
                ask.Frames.Add("notice", new NoticeMembers(code, message));
            }

            var reader = ask.Frames.Open(0, wake);
            var run = new AskRun(ask, question, repository, order.Intent) { Right = right };
            registry.Run(ask, request, () => runner.RunAsync(run, answer));
            return new StartedAsk(id, reader, await keys.CreateAsync(facts.Conversation, cancellationToken), IsJoined: false);
        }
        catch (Exception exception)
        {
            answer.Fail(answer.ToClientError(exception));
            await answer.DisposeAsync();
            right?.Dispose();
            throw;
        }
    }

    private static NewExchange Exchange(string ask, AskOrder order, AskFacts facts, CheckedQuestion question, OpenedRepository repository) => new(
        facts.Conversation, repository.Repository.Id, facts.Caller, question.Request.Question, facts.Message, ask, order.Mode, question.Model.Provider,
        question.Model.Model, facts.TraceId)
    {
        History = order.Conversation is null
            ? [.. question.Request.Messages.SkipLast(1).Where(turn => turn.Role != "system").Select(turn => (turn.Role == "assistant", turn.Content))]
            : [],
    };

    private static AcceptedMembers Accepted(RunningAsk ask, CheckedQuestion question, OpenedRepository repository) => new(
        ask.Id, ask.Facts.Conversation, ask.Facts.Message, question.Model.Provider, question.Model.Model,
        new AskedRepositoryView(repository.Repository.PublicId, repository.Address.Name), ask.Facts.TraceId, ask.Frames.IsDurable);

    private static string NewId() => "ask_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
