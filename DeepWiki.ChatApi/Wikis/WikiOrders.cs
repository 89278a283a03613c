using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.ChatApi.Languages;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Repositories.Bodies;
using DeepWiki.ChatApi.Wikis.Bodies;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>Checks requests for wikis, every fault at once, before any work is done.</summary>
internal sealed class WikiOrders(InterfaceLanguages languages)
{
    /// <summary>The request as the repository is opened by.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/>, every fault named with its field and never its value.</exception>
    public ChatRequest Check(WikiRequestBody body, string? caller)
    {
        var rules = new RequestRules();
        var repository = body.Repository;
        var type = repository.Type ?? RequestedType.FromAddress(repository.Url);
        rules.CheckRepository(repository.Url, type, repository.Ref);
        rules.CheckToken(body.Token);
        rules.CheckModel(body.Provider, body.Model);
        var language = rules.Language(body.Language, languages);
        rules.Check(body.Detail is null or "comprehensive" or "concise", "/detail", "detail must be comprehensive or concise");
        rules.Check(body.Policy is null or "auto" or "ask" or "webhook", "/policy", "policy must be auto, ask or webhook");
        rules.Check(body.MaxCost is null or > 0, "/maxCost", "maxCost must be above 0");
        var filters = rules.Filters(body.Filters);
        rules.ThrowIfBroken();
        return new ChatRequest(
            repository.Url, type, [], null, Secret.FromOptional(body.Token), RequestRules.NullIfEmpty(body.Provider), RequestRules.NullIfEmpty(body.Model),
            language, filters)
        {
            Ref = RequestRules.Normalize(repository.Ref),
            Caller = caller,
        };
    }

    /// <summary>A ref that was checked.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public static string CheckRef(string reference)
    {
        var rules = new RequestRules();
        rules.CheckRef(reference, "/ref");
        rules.ThrowIfBroken();
        return RequestRules.Normalize(reference)!; // It is not null.
    }

    /// <summary>The detail a request names; comprehensive when it names none.</summary>
    public static OutlineDetail Detail(string? name) => name == "concise" ? OutlineDetail.Concise : OutlineDetail.Comprehensive;

    /// <summary>The policy a request names; where it names none, a wiki that costs nothing follows by itself.</summary>
    public static WikiPolicy Policy(string? name, bool isFree) =>
        name is null ? isFree ? WikiPolicy.Auto : WikiPolicy.Ask : Enum.Parse<WikiPolicy>(name, ignoreCase: true);
}
