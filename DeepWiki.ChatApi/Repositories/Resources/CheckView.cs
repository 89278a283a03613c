namespace DeepWiki.ChatApi.Repositories.Resources;

/// <summary>Result of a look at a repository.</summary>
/// <param name="State">ok, token_required, not_found, host_not_allowed, unreachable, invalid or too_large.</param>
/// <param name="Message">Sentence for people: what was found, or what to do.</param>
/// <param name="Url">The address in its canonical form; null for one that is invalid.</param>
/// <param name="Host">Host name; empty for a local folder.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Type">github, gitlab, bitbucket, git or local.</param>
/// <param name="Private">True when it needs a token; null when that is not known.</param>
/// <param name="DefaultBranch">The branch that HEAD names; null when it cannot be seen.</param>
/// <param name="Head">Commit at HEAD; null when it cannot be seen.</param>
/// <param name="Wiki">Id of the wiki there is; null for none.</param>
internal sealed record CheckView(
    string State,
    string Message,
    string? Url,
    string? Host,
    string? Name,
    string? Type,
    bool? Private,
    string? DefaultBranch,
    string? Head,
    string? Wiki);
