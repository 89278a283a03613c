namespace DeepWiki.Indexer.Indexing.Files;

/// <summary>Text of a blob, or the reason it is left out.</summary>
/// <param name="Text">Clean text with <c>\n</c> as its only line end; null when it was left out.</param>
/// <param name="Skip">Reason it was left out; null when there is text.</param>
internal readonly record struct FileText(string? Text, SkipReason? Skip)
{
    public static FileText From(string text) => new(text, null);

    public static FileText Without(SkipReason reason) => new(null, reason);
}
