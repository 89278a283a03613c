namespace DeepWiki.Core.Wikis.Documents;

/// <summary>A heading and the blocks up to the next one.</summary>
/// <param name="Heading">The heading; null for the text before the first.</param>
/// <param name="Blocks">Blocks below it.</param>
internal sealed record DocumentSection(DocumentBlock? Heading, IReadOnlyList<DocumentBlock> Blocks)
{
    public string Title => Heading?.Plain ?? "";

    public int Level => Heading?.Level ?? 0;

    public int Words => Blocks.Sum(block => block.Words);

    public int StartLine => Heading?.StartLine ?? Blocks[0].StartLine;

    public int EndLine => Blocks.Count > 0 ? Blocks[^1].EndLine : StartLine;
}
