namespace DeepWiki.Core.Wikis.Documents;

/// <summary>Kind of a block of a document.</summary>
internal enum DocumentBlockKind
{
    Heading,
    Paragraph,
    List,
    Table,
    Code,

    /// <summary>A quotation, a note or a warning.</summary>
    Note,
}
