namespace DeepWiki.ChatApi.Wikis.Bodies;

/// <summary>A branch or commit whose effect on a wiki is to be seen.</summary>
internal sealed record PreviewBody
{
    /// <summary>A branch, a tag or the whole id of a commit.</summary>
    public required string Ref { get; init; }

    /// <summary>Token of a private repository.</summary>
    public string? Token { get; init; }
}
