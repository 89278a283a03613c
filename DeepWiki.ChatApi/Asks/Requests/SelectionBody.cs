namespace DeepWiki.ChatApi.Asks.Requests;

/// <summary>Lines of a file that a reader has selected.</summary>
internal sealed record SelectionBody
{
    public required string Path { get; init; }

    /// <summary>First line, from 1.</summary>
    public required int StartLine { get; init; }

    /// <summary>Last line.</summary>
    public required int EndLine { get; init; }
}
