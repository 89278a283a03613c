namespace DeepWiki.ChatApi.Feedback;

/// <summary>A reader's verdict.</summary>
internal sealed record FeedbackBody
{
    public required FeedbackTargetBody Target { get; init; }

    /// <summary>helpful or wrong.</summary>
    public required string Verdict { get; init; }

    /// <summary>Words it is about, at most 1,000 characters.</summary>
    public string? Quote { get; init; }

    /// <summary>Words of the reader, at most 2,000 characters.</summary>
    public string? Note { get; init; }
}
