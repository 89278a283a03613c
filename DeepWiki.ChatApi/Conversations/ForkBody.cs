namespace DeepWiki.ChatApi.Conversations;

/// <summary>A copy of a conversation.</summary>
internal sealed record ForkBody
{
    /// <summary>The last message to copy; absent for all.</summary>
    public string? UpTo { get; init; }
}
