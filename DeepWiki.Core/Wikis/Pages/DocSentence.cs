using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>A sentence of a comment, and the lines it stands in.</summary>
/// <param name="Sentence">The sentence, without the marks around it.</param>
/// <param name="Citation">Citation of the lines it stands in.</param>
internal sealed record DocSentence(string Sentence, string Citation)
{
    private const int MinLength = 12;

    // Notes of authors to themselves say nothing about the code.
    private static readonly string[] Notes = ["TODO", "TBD", "FIXME", "XXX", "HACK", "NOTE:", "@", "eslint", "nolint"];

    /// <summary>The sentence as it can be quoted; null when it is none that says anything.</summary>
    public static DocSentence? Of(string sentence, string path, int first, int last)
    {
        var plain = sentence.Trim().Trim('-', '=', '*', '~', '_', '#', ' ').Trim();
        return
            plain.Length >= MinLength
            && plain.Contains(' ')
            && Markup.IsPlain(plain)
            && !Notes.Any(note => plain.StartsWith(note, StringComparison.OrdinalIgnoreCase))
            ? new DocSentence(plain, Quotation.Cite(path, first, last))
            : null;
    }

    public string ToMarkdown() => $"{PageMarkup.Quoted(Sentence)} {Citation}";
}
