using DeepWiki.ChatApi.Http;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>The rule for a caller's token of a private repository, however it comes.</summary>
internal static class RepositoryToken
{
    /// <summary>Carries the token of a private repository where there is no body: addresses end up in logs.</summary>
    public const string Header = "DeepWiki-Token";

    public const string Rule = "token must be printable, without spaces, and of at most 4,096 characters";

    private const int MaxLength = 4096;

    public static bool IsValid(string? text) => text is null || (text.Length <= MaxLength && text.All(c => c is > ' ' and <= '~'));

    /// <summary>Null for none.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public static Secret? Parse(IHeaderDictionary headers)
    {
        string? text = headers[Header];
        return IsValid(text) ? Secret.FromOptional(text) : throw InvalidRequest.Create(new RequestFault("/token", "literal_error", Rule));
    }
}
