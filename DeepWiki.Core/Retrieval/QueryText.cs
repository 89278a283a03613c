namespace DeepWiki.Core.Retrieval;

/// <summary>Question text as retrieval searches for it.</summary>
internal static class QueryText
{
    private const int MaxWords = 1000;

    // Text without blanks, such as minified code or Chinese, has hardly any words.
    private const int MaxCharacters = 32_000;

    /// <summary>A long question is cut for retrieval, not left without it: what matters stands at its beginning or its end.</summary>
    public static string Shorten(string question)
    {
        question = Ends(question);
        var words = question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= MaxWords ? question : string.Join(' ', words.Take(MaxWords / 2).Concat(words.TakeLast(MaxWords / 2)));
    }

    private static string Ends(string text)
    {
        const int Half = MaxCharacters / 2;
        if (text.Length <= MaxCharacters)
        {
            return text;
        }

        // A cut may part a pair of surrogates.
        var head = char.IsHighSurrogate(text[Half - 1]) ? Half - 1 : Half;
        var tail = char.IsLowSurrogate(text[^Half]) ? Half - 1 : Half;
        return $"{text[..head]} {text[^tail..]}";
    }
}
