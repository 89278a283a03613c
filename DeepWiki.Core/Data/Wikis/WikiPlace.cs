namespace DeepWiki.Core.Data.Wikis;

/// <summary>Where the repository of a wiki is, as repositories are stored: names alone would let two hosts meet.</summary>
/// <param name="Host">Its host; empty for a local folder.</param>
/// <param name="Path">Its path there, or the folder.</param>
public sealed record WikiPlace(string Host, string Path)
{
    /// <summary>Where the client named none.</summary>
    public static WikiPlace Unknown { get; } = new("", "");
}
