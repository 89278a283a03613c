namespace DeepWiki.Core.Data.Wikis;

/// <summary>Host and path of a wiki's repository, as repositories are stored: names alone could belong to two hosts.</summary>
/// <param name="Host">Its host; empty for a local folder.</param>
/// <param name="Path">Its path there, or the folder.</param>
public sealed record WikiPlace(string Host, string Path)
{
    /// <summary>Place of a wiki whose client named none.</summary>
    public static WikiPlace Unknown { get; } = new("", "");
}
