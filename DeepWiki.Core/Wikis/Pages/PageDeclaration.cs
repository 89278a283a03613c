using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Documents;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>A declaration on a page, with its documentation.</summary>
/// <param name="file">Its file.</param>
/// <param name="passage">Its lines.</param>
/// <param name="blocks">Blocks of the comment on it; none where it has no comment.</param>
internal sealed class PageDeclaration(SourceFile file, Passage passage, IReadOnlyList<DocumentBlock> blocks)
{
    private const int MaxSentence = 260;

    private IReadOnlySet<string>? names;

    public SourceFile File => file;

    public Passage Passage => passage;

    public IReadOnlyList<DocumentBlock> Blocks => blocks;

    public Declaration Declaration => passage.Declaration!; // Only passages that declare something become one.

    /// <summary>The first paragraph of its documentation; null for none.</summary>
    public DocumentBlock? Paragraph => blocks is [{ Kind: DocumentBlockKind.Paragraph } first, ..] && first.Plain.Contains(' ') ? first : null;

    public bool IsDocumented => Paragraph is not null;

    public int Words => blocks.Sum(block => block.Words);

    /// <summary>True when others may use it; in a file that exports nothing by a word, each name without an underscore counts.</summary>
    public bool IsPublic => file.Exports ? Declaration.IsExported : Declaration.Name[0] != '_';

    public bool IsError => Declaration.IsType && (Declaration.Name.EndsWith("Error", StringComparison.Ordinal)
        || Declaration.Name.EndsWith("Exception", StringComparison.Ordinal));

    /// <summary>Identifiers in its lines.</summary>
    public IReadOnlySet<string> Names => names ??= SourceFile.ReadNames(
        passage.Evidence.Lines, passage.Head, Declaration.IsType ? passage.FullEnd : passage.End);

    public string Citation => FileDeclarations.CitationOf(passage);

    /// <summary>The first sentence of its documentation as it stands in a cell; null for none.</summary>
    public string? Sentence
    {
        get
        {
            if (Paragraph is not { } paragraph)
            {
                return null;
            }

            var text = RepositoryLink.Resolve(paragraph.Text, (_, label) => label).Replace('\n', ' ');
            var end = text.IndexOf(". ", StringComparison.Ordinal);
            var sentence = end > 0 && !text[..end].EndsWith("e.g", StringComparison.Ordinal) && !text[..end].EndsWith("i.e", StringComparison.Ordinal)
                ? text[..(end + 1)] : text;

            // Half a sentence, and half a span of code, is none.
            return sentence.Length > MaxSentence || sentence.Count(c => c == '`') % 2 > 0 ? null : sentence.Replace("\\|", "|", StringComparison.Ordinal)
                .Replace("|", "\\|", StringComparison.Ordinal);
        }
    }
}
