namespace DeepWiki.ChatApi.Repositories;

/// <summary>The type of a repository as requests name it.</summary>
internal static class RequestedType
{
    public const string Rule = "type must be github, gitlab, bitbucket, local or git";

    public static bool IsKnown(string type) => type is "github" or "gitlab" or "bitbucket" or "local" or "git";

    /// <summary>The type that an address shows; <c>git</c> for hosts that are not well known.</summary>
    public static string FromAddress(string url) =>
        url.StartsWith('/') ? "local"
        : Uri.TryCreate(url, UriKind.Absolute, out var address)
            ? address.Host.ToLowerInvariant() switch
            {
                "github.com" or "www.github.com" => "github",
                "gitlab.com" => "gitlab",
                "bitbucket.org" => "bitbucket",
                _ => "git",
            }
            : "git";
}
