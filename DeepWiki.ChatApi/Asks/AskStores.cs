using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Conversations;

namespace DeepWiki.ChatApi.Asks;

/// <summary>The stores of asks and their answers.</summary>
internal sealed class AskStores(AskLog log, AskLeases leases, ConversationStore conversations, TimeProvider time)
{
    public AskLog Log => log;

    public AskLeases Leases => leases;

    public ConversationStore Conversations => conversations;

    /// <summary>An ask that this replica answers from now on.</summary>
    public RunningAsk Create(string id, AskFacts facts, TimeSpan keep, bool isDurable) => new(id, facts, keep, log, isDurable, time);
}
