using System.Text;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>Texts that go out in one request, and their places among all texts of a call.</summary>
internal sealed record EmbeddingBatch(IReadOnlyList<string> Texts, IReadOnlyList<int> Places)
{
    private const int TokensARequest = 250_000;
    private const int MinTokensToShorten = 32;

    // Fits the smallest windows in use, of 512 tokens.
    private const int ShortTokens = 400;

    // Measured over source text, on the safe side.
    private const double BytesAToken = 3.2;

    public (EmbeddingBatch Left, EmbeddingBatch Right) Halve()
    {
        var middle = Texts.Count / 2;
        return (new([.. Texts.Take(middle)], [.. Places.Take(middle)]), new([.. Texts.Skip(middle)], [.. Places.Skip(middle)]));
    }

    /// <summary>A part of so many texts, fewer at the end.</summary>
    public EmbeddingBatch Slice(int from, int count) =>
        from == 0 && count >= Texts.Count ? this : new([.. Texts.Skip(from).Take(count)], [.. Places.Skip(from).Take(count)]);

    /// <summary>The batch with the beginning of its one text; null when that is short already.</summary>
    public EmbeddingBatch? Shorten()
    {
        var tokens = Tokens(Texts[0]);
        return tokens < MinTokensToShorten ? null : new([Cut(Texts[0], Math.Min(tokens / 2, ShortTokens))], Places);
    }

    /// <summary>Fills batches in order, each bounded by count and by estimated tokens. Blank texts are left out: models refuse them.</summary>
    public static IEnumerable<EmbeddingBatch> Split(IReadOnlyList<string> texts, int most)
    {
        var places = new List<int>();
        var tokens = 0;
        for (var place = 0; place < texts.Count; place++)
        {
            if (string.IsNullOrWhiteSpace(texts[place]))
            {
                continue;
            }

            var size = Tokens(texts[place]);
            if (places.Count == most || (places.Count > 0 && tokens + size > TokensARequest))
            {
                yield return Create(texts, places);
                (places, tokens) = ([], 0);
            }

            places.Add(place);
            tokens += size;
        }

        if (places.Count > 0)
        {
            yield return Create(texts, places);
        }
    }

    /// <summary>The beginning of a text that the model surely takes.</summary>
    public static string Cut(string text, int maxTokens)
    {
        if (Tokens(text) <= maxTokens)
        {
            return text;
        }

        var bytes = 0;
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxTokens * BytesAToken)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return text[..end];
    }

    private static int Tokens(string text) => (int)Math.Ceiling(Encoding.UTF8.GetByteCount(text) / BytesAToken);

    private static EmbeddingBatch Create(IReadOnlyList<string> texts, List<int> places) => new([.. places.Select(place => texts[place])], places);
}
