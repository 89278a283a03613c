namespace DeepWiki.ChatApi.Asks.Requests;

/// <summary>A repository as an ask names it.</summary>
internal sealed record AskedRepositoryBody
{
    /// <summary>Opaque id; takes the place of the address.</summary>
    public string? Id { get; init; }

    /// <summary>Clone address, or the absolute path of a local folder.</summary>
    /// <example>https://github.com/owner/name</example>
    public string? Url { get; init; }

    /// <summary>github, gitlab, bitbucket, git or local; told from the address when absent.</summary>
    public string? Type { get; init; }

    /// <summary>A branch, a tag or the whole id of a commit; absent for the head of the default branch.</summary>
    public string? Ref { get; init; }
}
