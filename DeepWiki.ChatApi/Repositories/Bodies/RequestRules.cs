using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Languages;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;

namespace DeepWiki.ChatApi.Repositories.Bodies;

/// <summary>Rules of the members that several requests share. Every fault is gathered with its field and never with its value.</summary>
internal sealed class RequestRules
{
    private const int MaxUrlLength = 4096;
    private const int MaxNameLength = 200;

    private readonly List<RequestFault> faults = [];

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/> when a rule was broken.</exception>
    public void ThrowIfBroken()
    {
        if (faults.Count > 0)
        {
            throw InvalidRequest.Create(faults);
        }
    }

    public void Check(bool holds, string pointer, string message)
    {
        if (!holds)
        {
            faults.Add(new RequestFault(pointer, "literal_error", message));
        }
    }

    /// <summary>Address, type and ref of a repository.</summary>
    public void CheckRepository(string url, string type, string? reference)
    {
        Check(url.Length is > 0 and <= MaxUrlLength, "/repository/url", "repository/url must be an address or an absolute folder");
        Check(RequestedType.IsKnown(type), "/repository/type", $"repository/{RequestedType.Rule}");
        CheckRef(reference, "/repository/ref");
    }

    public void CheckRef(string? reference, string pointer) => Check(
        reference is null || ReferenceName.IsValid(reference), pointer, $"{pointer[1..]} must be the name of a branch or tag, or the whole id of a commit");

    public void CheckToken(string? token) => Check(RepositoryToken.IsValid(token), "/token", RepositoryToken.Rule);

    public void CheckModel(string? provider, string? model)
    {
        Check(IsName(provider), "/provider", "provider must be a name");
        Check(IsName(model), "/model", "model must be a name of at most 200 printable characters");
    }

    /// <summary>The language that a request names, the default one when it names none.</summary>
    public string Language(string? code, InterfaceLanguages languages)
    {
        var known = code is null ? languages.Default : languages.Find(code.ToLowerInvariant());
        Check(known is not null, "/language", $"language must be one of {string.Join(", ", languages.Names.Select(name => name.Code))}");
        return known ?? languages.Default;
    }

    public RequestedFilters Filters(FiltersBody? filters) => new(
        Split(filters?.ExcludedDirs, "excludedDirs"), Split(filters?.ExcludedFiles, "excludedFiles"), Split(filters?.IncludedDirs, "includedDirs"),
        Split(filters?.IncludedFiles, "includedFiles"));

    /// <summary>A ref as it is compared: ids of commits in lower case.</summary>
    public static string? Normalize(string? reference) =>
        reference is not null && ReferenceName.IsCommit(reference) ? reference.ToLowerInvariant() : reference;

    public static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private IReadOnlyList<string> Split(IReadOnlyList<string>? entries, string name)
    {
        var list = RequestedFilters.Split(entries is null ? null : string.Join('\n', entries));
        Check(list is not null, $"/filters/{name}", $"filters/{name} must have at most 1,000 entries of at most 512 characters");
        return list ?? [];
    }

    private static bool IsName(string? name) => name is null || (name.Length <= MaxNameLength && !name.Any(char.IsControl));
}
