using System.Text;

namespace DeepWiki.Core.Prompts;

/// <summary>Estimates the tokens of a text without asking the model: measured over source text, on the safe side.</summary>
internal sealed class TokenEstimate : ITokenCounter
{
    private const double BytesAToken = 3.2;

    private TokenEstimate()
    {
    }

    /// <summary>The estimate as a counter, for models whose tokens are not known.</summary>
    public static ITokenCounter Counter { get; } = new TokenEstimate();

    public static int Count(string text) => (int)Math.Ceiling(Encoding.UTF8.GetByteCount(text) / BytesAToken);

    int ITokenCounter.Count(string text) => Count(text);

    /// <summary>The beginning and the end of a text, which matter most, within so many tokens.</summary>
    public static string Cut(string text, int tokens)
    {
        if (Count(text) <= tokens)
        {
            return text;
        }

        // A character has three bytes of UTF-8 at most where it has one unit of UTF-16.
        var half = (int)(tokens * BytesAToken * text.Length / Encoding.UTF8.GetByteCount(text) / 2);
        return $"{Whole(text[..half])}\n…\n{Whole(text[^half..])}";
    }

    // A cut may part a pair of surrogates.
    private static string Whole(string text)
    {
        var start = text.Length > 0 && char.IsLowSurrogate(text[0]) ? 1 : 0;
        var end = text.Length > start && char.IsHighSurrogate(text[^1]) ? text.Length - 1 : text.Length;
        return text[start..end];
    }
}
