namespace DeepWiki.Core.Wikis.Documents;

/// <summary>Finds the sentence of a document that tells its subject.</summary>
internal static class TopicSentence
{
    private const int MinWords = 6;
    private const int MinLength = 20;
    private const int MaxQuestions = 3;

    // These say something about what stands before them, and nothing without it.
    private static readonly string[] Dependent =
        ["Please refer", "In the previous", "That is,", "That will", "That would", "As mentioned", "As above", "As a special", "This will get", "See "];

    /// <summary>The first paragraph with a sentence that can stand alone, and that sentence with those behind it; null for none.</summary>
    public static (DocumentBlock Block, string Text)? Find(IReadOnlyList<DocumentBlock> blocks)
    {
        foreach (var block in blocks.Where(block => block.Kind == DocumentBlockKind.Paragraph && block.Words >= MinWords))
        {
            if (Telling(block.Plain) is { Length: >= MinLength } text)
            {
                return (block, text);
            }
        }

        return null;
    }

    /// <summary>The first questions of a document that answers some.</summary>
    public static string Questions(Document document) =>
        string.Join(' ', document.Sections().Select(section => section.Title).Where(title => title.EndsWith('?')).Take(MaxQuestions));

    private static string Telling(string paragraph)
    {
        var text = paragraph.Trim();

        // The last sentence announces a list or an example that is not shown here.
        if (text.EndsWith(':'))
        {
            text = text.LastIndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text[..(end + 1)] : "";
        }

        while (text.Length > 0 && Array.Exists(Dependent, words => text.StartsWith(words, StringComparison.Ordinal)))
        {
            text = text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text[(end + 2)..].TrimStart() : "";
        }

        return text;
    }
}
