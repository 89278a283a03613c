namespace DeepWiki.ChatApi.Answers;

/// <summary>What a search looks for.</summary>
internal static class QueryText
{
    private const int MostWords = 1000;

    /// <summary>A long question is cut for retrieval, not left without it: what matters stands at its beginning or its end.</summary>
    public static string Shorten(string question)
    {
        var words = question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= MostWords ? question : string.Join(' ', words.Take(MostWords / 2).Concat(words.TakeLast(MostWords / 2)));
    }
}
