namespace DeepWiki.ChatApi.Asks.Requests;

/// <summary>A message before the question.</summary>
internal sealed record AskHistoryBody
{
    /// <summary>user or assistant.</summary>
    public required string Role { get; init; }

    public required string Content { get; init; }
}
