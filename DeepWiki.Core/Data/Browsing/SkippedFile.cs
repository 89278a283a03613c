namespace DeepWiki.Core.Data.Browsing;

/// <summary>A file that an index leaves out.</summary>
/// <param name="Path">Path at the commit.</param>
/// <param name="Reason">Name of the reason, such as <c>binary</c>.</param>
public sealed record SkippedFile(string Path, string Reason)
{
    /// <summary>True when its bytes may be shown: it is not left out by a filter, as keys and settings are.</summary>
    public bool IsShown => Reason is "binary" or "too_large" or "lock_file" or "minified" or "generated" or "undecodable";
}
