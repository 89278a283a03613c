namespace DeepWiki.Core.Wikis.Documents;

/// <summary>A block of a document, as safe Markdown: strangers' words are escaped, pictures and HTML left out.</summary>
/// <param name="Kind">Kind of the block.</param>
/// <param name="Text">Its Markdown; of code the lines themselves. Links within the repository are marked (<see cref="RepositoryLink"/>).</param>
/// <param name="Plain">Its words without markup.</param>
/// <param name="StartLine">First line, from 1.</param>
/// <param name="EndLine">Last line, inclusive.</param>
internal sealed record DocumentBlock(DocumentBlockKind Kind, string Text, string Plain, int StartLine, int EndLine)
{
    /// <summary>Level of a heading, from 1.</summary>
    public int Level { get; init; }

    /// <summary>Language of code; empty where it is not told.</summary>
    public string Language { get; init; } = "";

    /// <summary>Number of words.</summary>
    public int Words => Kind == DocumentBlockKind.Code ? 0 : CountWords(Plain);

    // Scripts without blanks have about two characters to a word.
    private static int CountWords(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Sum(word => word[0] > '\u3000'
        ? 1 + (word.Length / 2) : 1);
}
