using System.Text.Json;
using DeepWiki.ChatApi.Asks.Frames;
using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.ChatApi.Languages;
using DeepWiki.ChatApi.Legacy.Intents;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Repositories.Bodies;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Data.Conversations;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Asks.Requests;

/// <summary>Checks asks, every fault at once, before any work is done.</summary>
internal sealed class AskOrders(
    InterfaceLanguages languages, ReadableRepositories repositories, ConversationStore conversations, ConversationKeys keys)
{
    public const int MaxQuestion = 32_000;

    private const int MaxHistory = 1000;
    private const int MaxPath = 4096;
    private const int MaxKeepSeconds = 600;

    /// <exception cref="DeepWikiException">
    /// <see cref="ErrorCode.InvalidRequest"/>, <see cref="ErrorCode.NotFound"/> for a repository that is not known or not for this caller,
    /// <see cref="ErrorCode.ConversationNotFound"/> or <see cref="ErrorCode.NotOwner"/>.
    /// </exception>
    public async Task<AskOrder> CheckAsync(AskBody body, AskCaller caller, CancellationToken cancellationToken)
    {
        var (filters, language) = Check(body);
        var (url, type) = await FindAddressAsync(body, cancellationToken);
        var turns = body.Conversation is { } conversation
            ? await ReadHistoryAsync(conversation, body.Key, cancellationToken)
            : [.. (body.History ?? []).Select(turn => new ConversationTurn(turn.Role, turn.Content))];
        var request = new ChatRequest(
            url, type, [.. turns, new ConversationTurn("user", body.Question)], NullIfControl(body.Selection?.Path ?? body.Path),
            Secret.FromOptional(body.Token), RequestRules.NullIfEmpty(body.Provider), RequestRules.NullIfEmpty(body.Model), language, filters)
        {
            Ref = RequestRules.Normalize(RequestRules.NullIfEmpty(body.Repository.Ref)),
            Caller = caller.Counted,
        };
        return new AskOrder(request, IntentOf(body), body.Mode ?? "answer", Store(body, url, type, turns))
        {
            Conversation = body.Conversation,
            RequestId = body.RequestId,
            Keep = body.KeepSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : AskOrder.DefaultKeep,
        };
    }

    /// <summary>A request of the published protocol as an ask.</summary>
    public static AskOrder FromPlain(ChatRequest request)
    {
        var intent = IntentReader.Read(request);
        var body = new AskBody
        {
            Repository = new AskedRepositoryBody { Url = request.RepositoryUrl, Type = request.Type, Ref = request.Ref },
            Question = request.Question,
        };

        // What its marks mean is not in the stored form: such an ask is not taken over.
        var mode = intent is ResearchIntent ? "research" : "answer";
        return new AskOrder(request, intent, mode, JsonSerializer.Serialize(body, Frame.Json)) { IsRepeatable = false };
    }

    /// <summary>Reads an ask that another replica stored.</summary>
    public static AskBody Restore(string stored) => JsonSerializer.Deserialize<AskBody>(stored, Frame.Json)!; // It was written from one.

    private static AnswerIntent IntentOf(AskBody body) =>
        body.Mode == "research"
            ? new DeepResearchIntent(body.Question, body.Rounds ?? ResearchIntent.LastRound)
            : new QuestionIntent(body.Question);

    private (RequestedFilters Filters, string Language) Check(AskBody body)
    {
        var rules = new RequestRules();
        var repository = body.Repository;
        rules.Check(
            string.IsNullOrEmpty(repository.Id) != string.IsNullOrEmpty(repository.Url), "/repository", "repository must have either an id or an url");
        if (repository.Url is { Length: > 0 } url)
        {
            rules.CheckRepository(url, repository.Type ?? RequestedType.FromAddress(url), RequestRules.NullIfEmpty(repository.Ref));
        }

        rules.Check(
            body.Question.Length <= MaxQuestion && !string.IsNullOrWhiteSpace(body.Question), "/question",
            $"question must have 1 to {MaxQuestion} characters");
        rules.Check(
            body.RequestId is null || (body.RequestId.Length is >= 16 and <= 64 && body.RequestId.All(c => c is > ' ' and <= '~')), "/requestId",
            "requestId must have 16 to 64 printable characters");
        rules.Check(
            body.History is null || (body.Conversation is null && body.History.Count <= MaxHistory), "/history",
            $"history must have at most {MaxHistory} messages, and is not for a conversation");
        rules.Check(
            (body.History ?? []).All(turn => turn.Role is "user" or "assistant"), "/history", "each role of history must be user or assistant");
        rules.Check(body.Mode is null or "answer" or "research", "/mode", "mode must be answer or research");
        rules.Check(body.Rounds is null or (>= 1 and <= ResearchIntent.LastRound), "/rounds", $"rounds must be 1 to {ResearchIntent.LastRound}");
        rules.Check((body.Path?.Length ?? 0) <= MaxPath, "/path", $"path must have at most {MaxPath} characters");
        rules.Check(
            body.Selection is null || (body.Selection.StartLine >= 1 && body.Selection.EndLine >= body.Selection.StartLine), "/selection",
            "selection must have lines from 1 on, the last not before the first");
        rules.Check(body.KeepSeconds is null or (>= 0 and <= MaxKeepSeconds), "/keepSeconds", $"keepSeconds must be 0 to {MaxKeepSeconds}");
        rules.CheckToken(body.Token);
        rules.CheckModel(body.Provider, body.Model);
        var language = rules.Language(RequestRules.NullIfEmpty(body.Language), languages);
        var filters = rules.Filters(body.Filters);
        rules.ThrowIfBroken();
        return (filters, language);
    }

    private async Task<(string Url, string Type)> FindAddressAsync(AskBody body, CancellationToken cancellationToken)
    {
        if (body.Repository.Url is { Length: > 0 } url)
        {
            return (url, body.Repository.Type ?? RequestedType.FromAddress(url));
        }

        var (repository, _) = await repositories.OpenAsync(body.Repository.Id!, Secret.FromOptional(body.Token), cancellationToken); // One of both is there.
        return (repository.Address, repository.Kind.ToString().ToLowerInvariant());
    }

    private async Task<IReadOnlyList<ConversationTurn>> ReadHistoryAsync(string id, string? key, CancellationToken cancellationToken)
    {
        var conversation = await conversations.FindAsync(id, cancellationToken)
            ?? throw new DeepWikiException(ErrorCode.ConversationNotFound, "There is no such conversation.");
        if (!await keys.IsRightAsync(id, key, cancellationToken))
        {
            throw new DeepWikiException(ErrorCode.NotOwner, "The conversation can be gone on with by its edit key alone. Fork it to go on with a copy.");
        }

        var messages = await conversations.ReadMessagesAsync(conversation.Id, cancellationToken);
        return
        [
            .. messages.Where(message => message.FinishedAt is not null && message.Text.Length > 0)
                .Select(message => new ConversationTurn(message.IsAnswer ? "assistant" : "user", message.Text)),
        ];
    }

    private static string Store(AskBody body, string url, string type, IReadOnlyList<ConversationTurn> turns) => JsonSerializer.Serialize(
        body with
        {
            Repository = new AskedRepositoryBody { Url = url, Type = type, Ref = body.Repository.Ref },
            Token = null,
            Key = null,
            RequestId = null,
            Conversation = null,
            History = [.. turns.Select(turn => new AskHistoryBody { Role = turn.Role, Content = turn.Content })],
        },
        Frame.Json);

    // A file that cannot be in a repository is ignored like one that is not.
    private static string? NullIfControl(string? path) => string.IsNullOrEmpty(path) || path.Any(char.IsControl) ? null : path;
}
