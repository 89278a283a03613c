namespace DeepWiki.ChatApi.Wikis.Exports;

/// <summary>A text of a wiki as an address names it.</summary>
/// <param name="Path">Path of the repository at its host, or of a folder without its first slash.</param>
/// <param name="File"><c>llms.txt</c>, <c>llms-full.txt</c> or the slug of a page with <c>.md</c>.</param>
internal sealed record TextName(string Path, string File)
{
    public const string List = "llms.txt";
    public const string Full = "llms-full.txt";
    public const string Ending = ".md";

    private const string Separator = "/-/";

    /// <summary>Null for a path that names no text.</summary>
    /// <param name="path">Such as <c>owner/name/-/llms.txt</c>.</param>
    public static TextName? Parse(string path)
    {
        var at = path.LastIndexOf(Separator, StringComparison.Ordinal);
        var file = at > 0 ? path[(at + Separator.Length)..] : "";
        return !file.Contains('/', StringComparison.Ordinal)
            && (file is List or Full || (file.Length > Ending.Length && file.EndsWith(Ending, StringComparison.Ordinal)))
            ? new TextName(path[..at], file)
            : null;
    }
}
