namespace DeepWiki.Core.Answering.Generation;

/// <summary>Cuts a text that is there as a whole into slices to send.</summary>
internal static class TextSlices
{
    /// <summary>Slices of about so many characters, at least two where the text has two characters, no surrogate pair parted.</summary>
    public static IEnumerable<string> Cut(string text, int length)
    {
        length = Math.Max(1, Math.Min(length, (text.Length + 1) / 2));
        for (var at = 0; at < text.Length;)
        {
            var end = Math.Min(text.Length, at + length);
            end += end < text.Length && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
            yield return text[at..end];
            at = end;
        }
    }
}
