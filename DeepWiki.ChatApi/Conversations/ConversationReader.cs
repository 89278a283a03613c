using System.Text.Json;
using DeepWiki.ChatApi.Asks.Frames;
using DeepWiki.ChatApi.Asks.Requests;
using DeepWiki.ChatApi.Asks.Transcripts;
using DeepWiki.Core.Data.Conversations;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Conversations;

/// <summary>Reads conversations for those who know their ids.</summary>
internal sealed class ConversationReader(ConversationStore conversations, RepositoryStore repositories, ConversationKeys keys)
{
    private static readonly MessageFacts None = new([], [], [], null, null, null);

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.ConversationNotFound"/>.</exception>
    public async Task<StoredConversation> FindAsync(string id, CancellationToken cancellationToken) =>
        await conversations.FindAsync(id, cancellationToken)
        ?? throw new DeepWikiException(ErrorCode.ConversationNotFound, "There is no such conversation.");

    /// <summary>The conversation for who may change it.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.ConversationNotFound"/> or <see cref="ErrorCode.NotOwner"/>.</exception>
    public async Task<StoredConversation> OpenAsync(string id, string? key, CancellationToken cancellationToken)
    {
        var conversation = await FindAsync(id, cancellationToken);
        return await keys.IsRightAsync(id, key, cancellationToken)
            ? conversation
            : throw new DeepWikiException(ErrorCode.NotOwner, $"Only the edit key of the conversation allows this. Send it as {ConversationKeys.Header}.");
    }

    public async Task<ConversationDetailView> ReadAsync(string id, string? key, CancellationToken cancellationToken)
    {
        var conversation = await FindAsync(id, cancellationToken);
        var messages = await conversations.ReadMessagesAsync(conversation.Id, cancellationToken);
        var repository = await repositories.FindAsync(conversation.RepositoryId, cancellationToken);
        return new ConversationDetailView(
            id, repository?.PublicId, conversation.Title, await keys.IsRightAsync(id, key, cancellationToken), conversation.CreatedAt,
            [.. messages.Select(View)]);
    }

    public async Task<IReadOnlyList<ConversationView>> ViewAsync(IReadOnlyList<StoredConversation> found, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<int, string?>();
        foreach (var repository in found.Select(conversation => conversation.RepositoryId).Distinct())
        {
            ids[repository] = (await repositories.FindAsync(repository, cancellationToken))?.PublicId;
        }

        return
        [
            .. found.Select(conversation => new ConversationView(
                conversation.PublicId, ids[conversation.RepositoryId], conversation.Title, conversation.Messages, conversation.UpdatedAt)),
        ];
    }

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.NotFound"/> for a message that is no answer which has ended.</exception>
    public async Task<ProofView> ProveAsync(string id, string message, CancellationToken cancellationToken)
    {
        var conversation = await FindAsync(id, cancellationToken);
        var messages = await conversations.ReadMessagesAsync(conversation.Id, cancellationToken);
        var answer = messages.FirstOrDefault(one => one.PublicId == message && one is { IsAnswer: true, Commit: not null });
        var repository = await repositories.FindAsync(conversation.RepositoryId, cancellationToken);
        if (answer?.Commit is not { } commit || repository is null)
        {
            throw new DeepWikiException(ErrorCode.NotFound, "The conversation has no such answer, or it has not ended.");
        }

        return new ProofView(
            commit, repository.Address,
            [
                .. FactsOf(answer).Citations.Select(citation => new ProofItemView(
                    citation.Path, citation.Blob, citation.StartLine, citation.EndLine, citation.Sha256)).Distinct(),
            ]);
    }

    private static MessageView View(StoredMessage message)
    {
        var facts = FactsOf(message);
        return new MessageView(
            message.PublicId, message.IsAnswer ? "assistant" : "user", message.Text, message.Mode, message.Provider, message.Model, message.Commit,
            facts.Rounds, facts.Sources, facts.Citations, facts.Usage, facts.Done, facts.Error, message.FinishedAt is null ? message.Ask : null,
            message.CreatedAt);
    }

    private static MessageFacts FactsOf(StoredMessage message) =>
        message.Facts is { } json ? JsonSerializer.Deserialize<MessageFacts>(json, Frame.Json) ?? None : None;
}
