namespace DeepWiki.ChatApi.Repositories.Bodies;

/// <summary>A repository as requests name it.</summary>
internal sealed record RepositoryBody
{
    /// <summary>Clone address, or the absolute path of a local folder.</summary>
    /// <example>https://github.com/owner/name</example>
    public required string Url { get; init; }

    /// <summary>github, gitlab, bitbucket, git or local; told from the address when absent.</summary>
    public string? Type { get; init; }

    /// <summary>A branch, a tag or the whole id of a commit; absent for the head of the default branch.</summary>
    public string? Ref { get; init; }
}
