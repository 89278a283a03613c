namespace DeepWiki.ChatApi.Wikis.Bodies;

/// <summary>An order to write a page anew.</summary>
internal sealed record RewriteBody
{
    /// <summary>Note for the writer, at most 2,000 characters.</summary>
    public string? Note { get; init; }
}
