namespace DeepWiki.ChatApi.Conversations;

/// <summary>Another title for a conversation.</summary>
internal sealed record TitleBody
{
    /// <summary>The title, of 1 to 200 characters.</summary>
    /// <example>Retries of jobs</example>
    public required string Title { get; init; }
}
