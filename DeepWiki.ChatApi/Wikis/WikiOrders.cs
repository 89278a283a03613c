using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Languages;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Wikis.Bodies;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>Checks requests for wikis, every fault at once, before any work is done.</summary>
internal sealed class WikiOrders(InterfaceLanguages languages)
{
    private const int MaxUrlLength = 4096;
    private const int MaxNameLength = 200;

    /// <summary>The request as the repository is opened by.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/>, every fault named with its field and never its value.</exception>
    public ChatRequest Check(WikiRequestBody body, string? caller)
    {
        var faults = new List<RequestFault>();
        var (repository, filters) = (body.Repository, body.Filters ?? new FiltersBody());
        var type = repository.Type ?? RequestedType.FromAddress(repository.Url);
        Check(repository.Url.Length is > 0 and <= MaxUrlLength, "/repository/url", "repository/url must be an address or an absolute folder");
        Check(
            RequestedType.IsKnown(type), "/repository/type",
            "repository/type must be github, gitlab, bitbucket, local or git");
        CheckRef(repository.Ref, "/repository/ref", faults);
        Check(RepositoryToken.IsValid(body.Token), "/token", RepositoryToken.Rule);
        Check(IsName(body.Provider), "/provider", "provider must be a name");
        Check(IsName(body.Model), "/model", "model must be a name of at most 200 printable characters");
        Check(
            body.Language is null || languages.Find(body.Language.ToLowerInvariant()) is not null, "/language",
            $"language must be one of {string.Join(", ", languages.Names.Select(known => known.Code))}");
        Check(body.Detail is null or "comprehensive" or "concise", "/detail", "detail must be comprehensive or concise");
        Check(body.Policy is null or "auto" or "ask" or "webhook", "/policy", "policy must be auto, ask or webhook");
        Check(body.MaxCost is null or > 0, "/maxCost", "maxCost must be above 0");
        var lists = new RequestedFilters(
            List(filters.ExcludedDirs, "excludedDirs"), List(filters.ExcludedFiles, "excludedFiles"), List(filters.IncludedDirs, "includedDirs"),
            List(filters.IncludedFiles, "includedFiles"));
        if (faults.Count > 0)
        {
            throw InvalidRequest.Create(faults);
        }

        var language = languages.Find(body.Language?.ToLowerInvariant() ?? languages.Default) ?? languages.Default;
        return new ChatRequest(
            repository.Url, type, [], null, Secret.FromOptional(body.Token), NullIfEmpty(body.Provider), NullIfEmpty(body.Model), language, lists)
        {
            Ref = Normalize(repository.Ref),
            Caller = caller,
        };

        void Check(bool holds, string pointer, string message)
        {
            if (!holds)
            {
                faults.Add(new RequestFault(pointer, "literal_error", message));
            }
        }

        IReadOnlyList<string> List(IReadOnlyList<string>? entries, string name)
        {
            var list = RequestedFilters.Split(entries is null ? null : string.Join('\n', entries));
            Check(list is not null, $"/filters/{name}", $"filters/{name} must have at most 1,000 entries of at most 512 characters");
            return list ?? [];
        }
    }

    /// <summary>A ref that was checked.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public static string CheckRef(string reference)
    {
        var faults = new List<RequestFault>();
        CheckRef(reference, "/ref", faults);
        return faults.Count == 0 ? Normalize(reference)! : throw InvalidRequest.Create(faults); // It is not null.
    }

    /// <summary>The detail a request names; comprehensive when it names none.</summary>
    public static OutlineDetail Detail(string? name) => name == "concise" ? OutlineDetail.Concise : OutlineDetail.Comprehensive;

    /// <summary>The policy a request names; where it names none, a wiki that costs nothing follows by itself.</summary>
    public static WikiPolicy Policy(string? name, bool isFree) =>
        name is null ? isFree ? WikiPolicy.Auto : WikiPolicy.Ask : Enum.Parse<WikiPolicy>(name, ignoreCase: true);

    private static void CheckRef(string? reference, string pointer, List<RequestFault> faults)
    {
        if (reference is not null && !ReferenceName.IsValid(reference))
        {
            faults.Add(new RequestFault(pointer, "literal_error", $"{pointer[1..]} must be the name of a branch or tag, or the whole id of a commit"));
        }
    }

    private static string? Normalize(string? reference) =>
        reference is not null && ReferenceName.IsCommit(reference) ? reference.ToLowerInvariant() : reference;

    private static bool IsName(string? name) => name is null || (name.Length <= MaxNameLength && !name.Any(char.IsControl));

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
