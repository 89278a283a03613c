namespace DeepWiki.ChatApi.Feedback;

/// <summary>The page, message or citation that a verdict is about.</summary>
internal sealed record FeedbackTargetBody
{
    /// <summary>page, message or citation.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the wiki; for a page, and for a citation of a page.</summary>
    public string? Wiki { get; init; }

    /// <summary>Slug of the page.</summary>
    public string? Slug { get; init; }

    /// <summary>Id of the conversation; for a message, and for a citation of a message.</summary>
    public string? Conversation { get; init; }

    /// <summary>Id of the message.</summary>
    public string? Message { get; init; }

    /// <summary>Number of the citation.</summary>
    public int? N { get; init; }
}
