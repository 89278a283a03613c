namespace DeepWiki.ChatApi.Repositories.Resources;

/// <summary>A repository to look at.</summary>
internal sealed record CheckBody
{
    /// <summary>Clone address, or the absolute path of a local folder.</summary>
    /// <example>https://github.com/owner/name</example>
    public required string Url { get; init; }

    /// <summary>github, gitlab, bitbucket, git or local; told from the address when absent.</summary>
    public string? Type { get; init; }

    /// <summary>Token of a private repository.</summary>
    public string? Token { get; init; }
}
