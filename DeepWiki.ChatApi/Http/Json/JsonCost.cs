using System.Numerics;
using System.Text.Json;
using System.Text.Unicode;

namespace DeepWiki.ChatApi.Http.Json;

/// <summary>Memory that reading a text of JSON takes besides its bytes.</summary>
internal static class JsonCost
{
    // Of the table that the framework keeps of a parsed text.
    private const int RowBytes = 12;

    // Its strings in UTF-16, or the form it is written on in. A byte that is no text becomes a sign of three.
    private const int Copies = 2;
    private const int CopiesOfNoText = 6;

    /// <summary>Memory in bytes. A text of commas and digits takes six times its length for the table alone.</summary>
    public static long Measure(ReadOnlySpan<byte> json) =>
        ((Utf8.IsValid(json) ? Copies : CopiesOfNoText) * (long)json.Length)
        + (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(json.Length, RowBytes * TokensOf(json)));

    // Up to where it stops being JSON: the parser stops there too.
    private static long TokensOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var tokens = 0L;
        try
        {
            while (reader.Read())
            {
                tokens++;
            }
        }
        catch (JsonException)
        {
            // The parser says what is wrong.
        }

        return tokens;
    }
}
